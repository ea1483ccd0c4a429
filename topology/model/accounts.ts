import { resourceShareName } from "../../contracts/names";
import type { ResolvedAccount, Stage } from "../../configuration/model";
import { sharedAccounts } from "../../configuration/stage-stacks";
import { accountId, domainId, shareId, stageId } from "./ids";
import type { AccountItem, Association, RegionalBlueprints, ShareItem, StageItem } from "./items";
import type { Sources } from "./sources";

/** A stage with its share. */
export function stageItem(stage: Stage, sources: Sources): StageItem {
  const { name, domainStage, ownsDomain, environment } = stage;
  const share = shareItem(stage, sources);
  return {
    id: stageId(name),
    kind: "stage",
    stage: name,
    name,
    source: sources.at(name, []),
    domain: domainId(domainStage),
    ownsDomain,
    protection: environment.protection,
    ...(share === undefined ? {} : { share }),
  };
}

/** The accounts that a stage describes; the governance account with the stage that owns the domain. */
export function accountItems(stage: Stage, sources: Sources): AccountItem[] {
  return Object.values(stage.accounts).map((account): AccountItem => {
    const association = associationOf(stage, account);
    return {
      id: accountId(stage.name, account.key),
      kind: "account",
      stage: stage.name,
      name: account.name,
      source: sources.at(stage.name, ["accounts", account.key]),
      accountId: account.id,
      ...(account.businessUnit === undefined ? {} : { businessUnit: account.businessUnit }),
      ...(account.costCenter === undefined ? {} : { costCenter: account.costCenter }),
      production: account.production,
      governance: account.key === stage.governance.key,
      ...(association === undefined ? {} : { association }),
      regions: regionalBlueprints(account),
    };
  });
}

function shareItem(stage: Stage, sources: Sources): ShareItem | undefined {
  const accounts = sharedAccounts(stage);
  if (accounts.length === 0) return undefined;
  const { sharing } = stage.environment;
  return {
    id: shareId(stage.name),
    kind: "share",
    stage: stage.name,
    name: sharing.resourceShareArn ?? resourceShareName(stage.domain.name, stage.name),
    source: sources.at(stage.name, ["sharing"]),
    principals: principalsOf(stage, accounts.length),
    permission: sharing.portalAccess ? "APIs and portal" : "APIs only",
    accounts: accounts.map((key) => accountId(stage.name, key)),
  };
}

function principalsOf({ environment }: Stage, accounts: number): string {
  const { principals, invitedAccounts } = environment.sharing;
  const invited = invitedAccounts.length === 0 ? "" : `, ${invitedAccounts.length} by invitation`;
  if (principals === "accounts") return `${accounts} ${accounts === 1 ? "account" : "accounts"} by id${invited}`;
  if (principals === "none") return "nobody itself: a share that exists names the accounts";
  if ("organizationArn" in principals) return `the whole organization${invited}`;
  const units = principals.organizationalUnitArns.length;
  return `${units} organizational ${units === 1 ? "unit" : "units"}${invited}`;
}

function associationOf(stage: Stage, account: ResolvedAccount): Association | undefined {
  if (!account.hostsProjects) return undefined;
  if (account.key === stage.governance.key) return "owner";
  if (account.invited) return "invitation";
  const { principals } = stage.environment.sharing;
  if (principals === "none") return "elsewhere";
  return principals === "accounts" ? "named" : "organization";
}

function regionalBlueprints({ regions, blueprints }: ResolvedAccount): RegionalBlueprints[] {
  return Object.keys(regions).map((region) => ({
    region,
    blueprints: Object.entries(blueprints)
      .filter(([, blueprint]) => blueprint?.regions?.includes(region))
      .map(([name]) => name)
      .sort(),
  }));
}
