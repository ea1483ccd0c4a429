import { stackId, type StackAddress } from "../contracts/layers";
import type { Stage } from "../configuration/model";
import { counterpartsOf } from "../configuration/promotion";
import { hubReads, stackAddresses, stateReads } from "../configuration/stage-stacks";

/** Stacks that read the state of a stack of the stage, by the producer's stack id. */
export type StateReaders = ReadonlyMap<string, readonly StackAddress[]>;

/** The stage's own stacks that read each other's states. */
export function stateReaders(stage: Stage): StateReaders {
  const own = ids(stage);
  return group(stage, (reader) =>
    stateReads(stage, reader)
      .map(stackId)
      .filter((id) => own.has(id)),
  );
}

/**
 * Stacks of another stage, by the stack of `stage` that they read: what a stage that joins the domain has not itself, and what a
 * stage that is promoted to compares itself with; and of the hub of use cases what a stage with a domain of its own reads.
 */
export function readersInStage(stage: Stage, other: Stage): StateReaders {
  const [own, others] = [ids(stage), ids(other)];
  const joins = other.domainStage === stage.name;
  const counterpartOf =
    other.environment.promotion?.from === stage.name ? counterpartsOf(other, stage) : () => undefined;
  return group(other, (reader) => {
    const reads = joins ? stateReads(other, reader).map(stackId) : [];
    const counterpart = counterpartOf(reader);
    const ofHub = hubReads(other, reader).filter((read) => read.stage === stage.name);
    return [
      ...ofHub.map(({ address }) => stackId(address)),
      ...reads.filter((id) => own.has(id) && !others.has(id)),
      ...(counterpart === undefined || "absent" in counterpart ? [] : [stackId(counterpart.address)]),
    ];
  });
}

function group(stage: Stage, readBy: (reader: StackAddress) => readonly string[]): StateReaders {
  const readers = new Map<string, StackAddress[]>();
  for (const reader of stackAddresses(stage)) {
    for (const producer of readBy(reader)) readers.set(producer, [...(readers.get(producer) ?? []), reader]);
  }
  return readers;
}

function ids(stage: Stage): ReadonlySet<string> {
  return new Set(stackAddresses(stage).map(stackId));
}
