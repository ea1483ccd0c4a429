import { layerRank, type StackAddress } from "../../contracts/layers";
import { RUN_TRIGGER_SOURCES_MAX } from "../../contracts/terraform-cloud";

/**
 * The stacks whose applies start a run of the stack that waits for `upstreams`: all of them, or those that Terraform Cloud takes.
 *
 * What is left out beyond 20 are accounts of one layer, from the end of the alphabet: earlier layers stay connected.
 */
export function runTriggerSources(upstreams: readonly StackAddress[]): StackAddress[] {
  return upstreams
    .toSorted((a, b) => layerRank(a.layer) - layerRank(b.layer) || (a.account < b.account ? -1 : 1))
    .slice(0, RUN_TRIGGER_SOURCES_MAX);
}
