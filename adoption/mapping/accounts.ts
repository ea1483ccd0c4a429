import { BLUEPRINTS } from "../../contracts/service/blueprints";
import type { LiveAccount } from "../live";
import type { DomainMapping } from "./domain-mapping";
import { REFUSED_STEP } from "./outcome";
import { mapBlueprints } from "./blueprints";
import { Furnishing } from "./furnishing";
import type { GrantCollection } from "./grants";
import { compact, type AccountInput } from "./parts";

/** Accounts of a stage, by key. An account to which nothing can be deployed is left out, unless it owns the domain. */
export function mapAccounts(
  mapping: DomainMapping,
  stage: string,
  grants: GrantCollection,
): Record<string, AccountInput> {
  const accounts = mapping.stages.accountsOf(stage).flatMap((account) => {
    const { id } = account;
    const refusal = mapping.refusal("Account", id);
    if (refusal !== undefined) mapping.outcome.leave(`account ${id}`, refusal, REFUSED_STEP);
    if (mapping.whyIdle(id) === undefined)
      return [[mapping.keys.accounts.of(id), mapAccount(mapping, stage, account, grants)] as const];
    if (id === mapping.live.accountId) return [[mapping.keys.accounts.of(id), { id }] as const];
    const step = "enable blueprints in the file when it shall host projects";
    if (refusal === undefined) mapping.outcome.leave(`account ${id}`, "it enables no managed blueprints", step);
    return [];
  });
  return Object.fromEntries(accounts);
}

/** Says which accounts could not be read. */
export function remarkUnreadable(mapping: DomainMapping): void {
  for (const { id, reason } of mapping.live.unreadable) {
    const step = "let the role read there and run the command again, or keep by hand what the account has";
    mapping.outcome.leave(`account ${id}, and what reaches it`, `it could not be read (${reason})`, step);
  }
}

function mapAccount(
  mapping: DomainMapping,
  stage: string,
  account: LiveAccount,
  grants: GrantCollection,
): AccountInput {
  const { id, roles, customBlueprints } = account;
  if (customBlueprints.length > 0)
    mapping.outcome.leave(
      `blueprints ${customBlueprints.join(", ")} of account ${id}`,
      "they are not AWS's own",
      "keep them by hand; the configuration leaves them alone",
    );
  const furnishing = new Furnishing(
    account,
    (region) => mapping.refusal("Furnishing", `${id}/${region}`) !== undefined,
  );
  const usesBedrock = account.blueprints.some(({ name }) => BLUEPRINTS[name].usesBedrock);
  return compact<AccountInput>({
    id,
    regions: furnishing.regions,
    permissionsBoundaryArn: furnishing.permissionsBoundaryArn,
    lakeFormation: administers(mapping, stage, account, furnishing) ? undefined : false,
    lakeFormationLocationRoleArn: furnishing.locationRoleArn,
    roles: compact({
      provisioningRoleArn: furnishing.provisioningRoleArn,
      manageAccessRoleArn: furnishing.manageAccessRoleArn,
      queryExecutionRoleArn: roles.queryExecution,
      bedrockModelManagementRoleArn: usesBedrock ? roles.bedrockModelManagement : undefined,
      bedrockConsumptionRoleArn: usesBedrock ? roles.bedrockConsumption : undefined,
    }),
    blueprints: mapBlueprints(mapping, stage, account, furnishing, grants),
  });
}

/** Tells whether the account's roles administer its data lake already, in every Region; remarks on it where not. */
function administers(mapping: DomainMapping, stage: string, account: LiveAccount, furnishing: Furnishing): boolean {
  const wanted = [furnishing.provisioningRoleArn, furnishing.manageAccessRoleArn];
  const all = furnishing.regionNames.every((region) =>
    wanted.every((arn) => arn !== undefined && account.dataLakeAdministrators[region].includes(arn)),
  );
  const key = mapping.keys.accounts.of(account.id);
  if (!all) {
    mapping.outcome.leave(
      `Lake Formation administrators of account ${account.id}`,
      "the provisioning and manage-access roles are not among them in every Region",
      `remove lakeFormation: false of account "${key}" to have them added`,
    );
    return false;
  }
  for (const region of furnishing.regionNames)
    mapping.outcome.adopt(stage, `${account.id}|${region}`, "DataLakeAdministrators", key, region);
  return true;
}
