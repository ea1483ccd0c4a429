import { layerDescriptor, layerRank, LAYERS, type StackAddress } from "../../contracts/layers";
import type { Stage, Workspaces } from "../model";

export { sharedAccounts } from "../../contracts/layers";
export { firstStacks, hubReads, stateReads, upstreams } from "./upstreams";

/** All stacks of a stage in apply order (destroyed in reverse). */
export function stackAddresses(stage: Stage): StackAddress[] {
  return LAYERS.flatMap((layer) =>
    layerDescriptor(layer)
      .accountsIn(stage)
      .map((account) => ({ account, layer })),
  ).sort((a, b) => layerRank(a.layer) - layerRank(b.layer) || (a.account < b.account ? -1 : 1));
}

/** Settings of the stage's Terraform Cloud workspaces; undefined where the project does not create them. */
export function createdWorkspaces(stage: Stage): Workspaces | undefined {
  const { state } = stage.environment;
  return state.backend === "cloud" ? state.workspaces : undefined;
}
