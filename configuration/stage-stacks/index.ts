import { layerRank, type StackAddress } from "../../contracts/layers";
import type { Stage, Workspaces } from "../model";

export { stateReads, upstreams } from "./upstreams";

/** All stacks of a stage in apply order (destroyed in reverse). */
export function stackAddresses(stage: Stage): StackAddress[] {
  const addresses: StackAddress[] = [];
  const add = (account: string, layer: StackAddress["layer"]): void => void addresses.push({ account, layer });
  const ownState = stage.environment.state.backend === "s3";
  for (const account of Object.values(stage.accounts)) {
    if (ownState) add(account.key, "state");
    add(account.key, "foundation");
    if (account.hostsProjects) add(account.key, "association");
  }
  const governance = stage.governance.key;
  if (createdWorkspaces(stage) !== undefined) add(governance, "workspaces");
  if (stage.ownsDomain) add(governance, "domain");
  if (sharedAccounts(stage).length > 0) add(governance, "sharing");
  const { pools, profiles, projects } = stage;
  const { grants } = stage.environment;
  if ([pools, profiles, grants].some((entries) => Object.keys(entries).length > 0)) add(governance, "profiles");
  if (Object.keys(projects).length > 0) add(governance, "projects");
  return addresses.sort((a, b) => layerRank(a.layer) - layerRank(b.layer) || (a.account < b.account ? -1 : 1));
}

/** Keys of the accounts that the stage's RAM share associates: all that host projects but the owner of the domain. */
export function sharedAccounts(stage: Stage): string[] {
  return Object.values(stage.accounts)
    .filter((account) => account.hostsProjects && account.key !== stage.governance.key)
    .map((account) => account.key);
}

/** Settings of the stage's Terraform Cloud workspaces; undefined where the project does not create them. */
export function createdWorkspaces(stage: Stage): Workspaces | undefined {
  const { state } = stage.environment;
  return state.backend === "cloud" ? state.workspaces : undefined;
}
