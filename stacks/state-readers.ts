import { stackId, type StackAddress } from "../contracts/layers";
import { stackAddresses, stateReads } from "../environments/stacks";
import type { Stage } from "../environments/model";

/** Who reads the state of a stack of the stage, by the producer's stack id. */
export type StateReaders = ReadonlyMap<string, readonly StackAddress[]>;

/** The stage's own stacks that read each other's states. */
export function stateReaders(stage: Stage): StateReaders {
  const own = ids(stage);
  return group(stage, (producer) => own.has(producer));
}

/** Stacks of a stage that joins the domain of `owner`, by the owner's stack that they read: what they have not themselves. */
export function joinedReaders(owner: Stage, joined: Stage): StateReaders {
  const [ofOwner, own] = [ids(owner), ids(joined)];
  return group(joined, (producer) => ofOwner.has(producer) && !own.has(producer));
}

function group(stage: Stage, counts: (producer: string) => boolean): StateReaders {
  const readers = new Map<string, StackAddress[]>();
  for (const reader of stackAddresses(stage)) {
    for (const producer of stateReads(stage, reader).map(stackId).filter(counts))
      readers.set(producer, [...(readers.get(producer) ?? []), reader]);
  }
  return readers;
}

function ids(stage: Stage): ReadonlySet<string> {
  return new Set(stackAddresses(stage).map(stackId));
}
