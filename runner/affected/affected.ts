import { parseStackId } from "../../contracts/layers";
import { keyOf } from "../synthesis";
import { blocksOf } from "./blocks";
import { differences } from "./difference";
import { StackGraph } from "./graph";
import type { Affected, AffectedStack, AffectedStage, EmittedStack, Reason, Side } from "./model";
import { changedOutputs, hits, type ChangedOutputs } from "./outputs";
import { waveNumbers } from "./waves";

/**
 * The stacks of `head` whose Terraform differs from that of `base`, and those that read an output which may change, across
 * stages. What is unchanged is not in the answer.
 *
 * @param only stages to answer for; others count as far as their outputs are read
 */
export function findAffected(base: Side, head: Side, only?: readonly string[]): Affected {
  const comparison = new Comparison(base, head);
  const wanted = (stage: string): boolean => only === undefined || only.includes(stage);
  const reasons = new Map<EmittedStack, readonly Reason[]>();
  for (const stack of head.stacks) {
    const found = wanted(stack.stage) ? comparison.reasons(stack) : [];
    if (found.length > 0) reasons.set(stack, found);
  }
  return assemble(base, head, comparison.graph, reasons, wanted);
}

/** Puts stacks with their reasons into stages and waves. */
export function assemble(
  base: Side,
  head: Side,
  graph: StackGraph,
  reasons: ReadonlyMap<EmittedStack, readonly Reason[]>,
  wanted: (stage: string) => boolean,
): Affected {
  const waves = waveNumbers(graph, [...reasons.keys()]);
  const kept = new Set(head.stacks.map(keyOf));
  const gone = base.stacks.filter((stack) => !kept.has(keyOf(stack)));
  const stages = [...head.stages, ...base.stages.filter((stage) => !head.stages.includes(stage))].filter(wanted);
  return {
    stages: stages.map((stage): AffectedStage => {
      const stacks = [...reasons]
        .filter(([stack]) => stack.stage === stage)
        .map(([stack, why]) => describe(stack, why, waves.get(stack) ?? 1))
        .sort((a, b) => a.wave - b.wave || (a.stack < b.stack ? -1 : 1));
      const removed = gone.filter((stack) => stack.stage === stage).map(({ id }) => id);
      const total = head.stacks.filter((stack) => stack.stage === stage).length;
      return { stage, change: changeOf(stage, base, head, stacks.length + removed.length), stacks, removed, total };
    }),
  };
}

function changeOf(stage: string, base: Side, head: Side, affected: number): AffectedStage["change"] {
  if (!head.stages.includes(stage)) return "removed";
  if (!base.stages.includes(stage)) return "new";
  return affected > 0 ? "changed" : "unchanged";
}

function describe(stack: EmittedStack, reasons: readonly Reason[], wave: number): AffectedStack {
  const { account, layer } = parseStackId(stack.id);
  const own = reasons.some(({ kind }) => kind === "block" || kind === "applied");
  const change = reasons.some(({ kind }) => kind === "new stack") ? "new" : own ? "changed" : "reads";
  return { stage: stack.stage, stack: stack.id, account, layer, wave, change, reasons };
}

/** Compares the stacks of two sides, each once. */
class Comparison {
  readonly graph: StackGraph;
  private readonly before: ReadonlyMap<string, EmittedStack>;
  private readonly outputs = new Map<EmittedStack, ChangedOutputs>();
  private readonly blocks = new Map<EmittedStack, readonly Reason[]>();

  constructor(base: Side, head: Side) {
    this.graph = new StackGraph(head.stacks);
    this.before = new Map(base.stacks.map((stack) => [keyOf(stack), stack]));
  }

  reasons(stack: EmittedStack): readonly Reason[] {
    if (!this.before.has(keyOf(stack))) return [{ kind: "new stack" }];
    return [...this.ownReasons(stack), ...this.readReasons(stack)];
  }

  /** Blocks that differ. */
  private ownReasons(stack: EmittedStack): readonly Reason[] {
    const known = this.blocks.get(stack);
    if (known !== undefined) return known;
    const earlier = this.before.get(keyOf(stack));
    const found =
      earlier === undefined || earlier.root === stack.root
        ? []
        : differences(blocksOf(earlier.root), blocksOf(stack.root)).map(
            ({ address, change }): Reason => ({ kind: "block", address, change }),
          );
    this.blocks.set(stack, found);
    return found;
  }

  /** Outputs of others that may change. */
  private readReasons(stack: EmittedStack): Reason[] {
    return this.graph.edgesOf(stack).flatMap(({ producer, references }) => {
      const changed = this.outputsOf(producer);
      if (changed.size === 0) return [];
      return references()
        .filter((reference) => hits(changed, reference))
        .map(
          ({ output = "*", entry }): Reason => ({
            kind: "output",
            stage: producer.stage,
            stack: producer.id,
            output,
            ...(entry === undefined ? {} : { entry }),
          }),
        );
    });
  }

  private outputsOf(stack: EmittedStack): ChangedOutputs {
    const known = this.outputs.get(stack);
    if (known !== undefined) return known;
    this.outputs.set(stack, new Map()); // until decided: layers are ranked, so there are no cycles
    const found = this.reasons(stack).length === 0 ? new Map<string, "all">() : this.compareOutputs(stack);
    this.outputs.set(stack, found);
    return found;
  }

  private compareOutputs(stack: EmittedStack): ChangedOutputs {
    const producers = new Map(
      this.graph.edgesOf(stack).flatMap(({ producer, references }) => references().map(({ read }) => [read, producer])),
    );
    return changedOutputs(this.before.get(keyOf(stack))?.root, stack.root, (reference) => {
      const producer = producers.get(reference.read);
      return producer !== undefined && hits(this.outputsOf(producer), reference);
    });
  }
}
