import { BLUEPRINTS } from "../../contracts/service/blueprints";
import type { LiveAccount } from "../live";
import { REFUSED_STEP, type Atlas } from "./atlas";
import { mapBlueprints } from "./blueprints";
import { Furnishing } from "./furnishing";
import type { GrantCollection } from "./grants";
import { compact, type AccountInput } from "./parts";

/** Accounts of a stage, by key. An account to which nothing can be deployed is left out, unless it owns the domain. */
export function mapAccounts(atlas: Atlas, stage: string, grants: GrantCollection): Record<string, AccountInput> {
  const accounts = atlas.accountsOf(stage).flatMap((account) => {
    const { id } = account;
    const refusal = atlas.refusal("Account", id);
    if (refusal !== undefined) atlas.leave(`account ${id}`, refusal, REFUSED_STEP);
    if (atlas.whyIdle(id) === undefined)
      return [[atlas.accounts.get(id) ?? id, mapAccount(atlas, stage, account, grants)] as const];
    if (id === atlas.live.accountId) return [[atlas.accounts.get(id) ?? id, { id }] as const];
    const step = "enable blueprints in the file when it shall host projects";
    if (refusal === undefined) atlas.leave(`account ${id}`, "it enables no managed blueprints", step);
    return [];
  });
  return Object.fromEntries(accounts);
}

/** Says which accounts could not be read. */
export function remarkUnreadable(atlas: Atlas): void {
  for (const { id, reason } of atlas.live.unreadable) {
    const step = "let the role read there and run the command again, or keep by hand what the account has";
    atlas.leave(`account ${id}, and what reaches it`, `it could not be read (${reason})`, step);
  }
}

function mapAccount(atlas: Atlas, stage: string, account: LiveAccount, grants: GrantCollection): AccountInput {
  const { id, roles, customBlueprints } = account;
  if (customBlueprints.length > 0)
    atlas.leave(
      `blueprints ${customBlueprints.join(", ")} of account ${id}`,
      "they are not AWS's own",
      "keep them by hand; the configuration leaves them alone",
    );
  const furnishing = new Furnishing(account, (region) => atlas.refusal("Furnishing", `${id}/${region}`) !== undefined);
  const usesBedrock = account.blueprints.some(({ name }) => BLUEPRINTS[name].usesBedrock);
  return compact<AccountInput>({
    id,
    regions: furnishing.regions,
    permissionsBoundaryArn: furnishing.permissionsBoundaryArn,
    lakeFormation: administers(atlas, stage, account, furnishing) ? undefined : false,
    lakeFormationLocationRoleArn: furnishing.locationRoleArn,
    roles: compact({
      provisioningRoleArn: furnishing.provisioningRoleArn,
      manageAccessRoleArn: furnishing.manageAccessRoleArn,
      queryExecutionRoleArn: roles.queryExecution,
      bedrockModelManagementRoleArn: usesBedrock ? roles.bedrockModelManagement : undefined,
      bedrockConsumptionRoleArn: usesBedrock ? roles.bedrockConsumption : undefined,
    }),
    blueprints: mapBlueprints(atlas, account, furnishing, grants),
  });
}

/** Whether the account's roles administer its data lake already, in every Region. */
function administers(atlas: Atlas, stage: string, account: LiveAccount, furnishing: Furnishing): boolean {
  const wanted = [furnishing.provisioningRoleArn, furnishing.manageAccessRoleArn];
  const all = furnishing.regionNames.every((region) =>
    wanted.every((arn) => arn !== undefined && account.dataLakeAdministrators[region].includes(arn)),
  );
  const key = atlas.accounts.get(account.id) ?? "";
  if (!all) {
    atlas.leave(
      `Lake Formation administrators of account ${account.id}`,
      "the provisioning and manage-access roles are not among them in every Region",
      `remove lakeFormation: false of account "${key}" to have them added`,
    );
    return false;
  }
  for (const region of furnishing.regionNames)
    atlas.adopt(stage, `${account.id}|${region}`, "DataLakeAdministrators", key, region);
  return true;
}
