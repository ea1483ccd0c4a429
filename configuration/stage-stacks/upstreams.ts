import { layerDescriptor, LAYERS, type Layer, type StackAddress } from "../../contracts/layers";
import type { LayerReference } from "../../contracts/layers/layer";
import type { Stage } from "../model";

/**
 * The stacks that a stack waits for: sparse, since the layers before those are reached through them. Some of them may
 * belong to the stage that owns the domain, or not exist at all (`stackAddresses` says what does).
 */
export function upstreams(stage: Stage, address: StackAddress): StackAddress[] {
  return layerDescriptor(address.layer).waitsFor.flatMap((reference) => referred(stage, address, reference));
}

/** The stacks that every stack of another layer waits for, beside its own. */
export function firstStacks(stage: Stage, { layer }: StackAddress): StackAddress[] {
  return LAYERS.filter((candidate) => candidate !== layer && layerDescriptor(candidate).first === true).map(
    (first) => ({
      account: stage.governance.key,
      layer: first,
    }),
  );
}

/**
 * The stacks whose states a stack may read; some belong to the stage that owns the domain. Held by a test against what the
 * stacks do read.
 */
export function stateReads(stage: Stage, address: StackAddress): StackAddress[] {
  return layerDescriptor(address.layer).reads.flatMap((reference) => referred(stage, address, reference));
}

/**
 * The stacks of the hub of its use cases whose states a stack reads, where the hub has another domain than the stage: else they are among
 * {@link stateReads}.
 */
export function hubReads(
  stage: Stage,
  { layer }: StackAddress,
): { readonly stage: string; readonly address: StackAddress }[] {
  const hub = Object.values(stage.useCases)[0]?.hub;
  if (layer !== "aiops" || hub === undefined || hub.stage === stage.domainStage || !hub.observability) return [];
  return [{ stage: hub.stage, address: { account: hub.governance.key, layer: "foundation" } }];
}

function referred(stage: Stage, { account }: StackAddress, { layer, of }: LayerReference<Layer>): StackAddress[] {
  switch (of) {
    case "own":
      return [{ account, layer }];
    case "governance":
      return [{ account: stage.governance.key, layer }];
    case "every":
      return Object.keys(stage.accounts).map((key) => ({ account: key, layer }));
  }
}
