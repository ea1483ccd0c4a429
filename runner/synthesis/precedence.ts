import { isProducer, type RemoteRead } from "./stack-file";

/** A stack with what its synthesis says about its place among the others. */
export interface PlacedStack {
  readonly stage: string;
  readonly id: string;
  /** States that it reads, of this stage and of others. */
  readonly reads: readonly RemoteRead[];
  /** The stack of another stage whose apply the promotion gate asks for. */
  readonly promotedFrom?: RemoteRead;
  /** Stacks of the same stage that must be applied before, as the manifest says. */
  readonly dependencies: readonly string[];
}

/** Key of a stack over all stages. */
export function keyOf({ stage, id }: { readonly stage: string; readonly id: string }): string {
  return `${stage}/${id}`;
}

/** Order between the stacks of all stages, as the synthesis says. */
export class Precedence<T extends PlacedStack> {
  private readonly byKey = new Map<string, T>();
  private readonly byStage = new Map<string, T[]>();

  constructor(stacks: readonly T[]) {
    for (const stack of stacks) {
      this.byKey.set(keyOf(stack), stack);
      this.byStage.set(stack.stage, [...(this.byStage.get(stack.stage) ?? []), stack]);
    }
  }

  /** Stacks that must be applied before, of this stage and of others: what it reads, waits for, or is promoted from. */
  before(stack: T): T[] {
    const { stage, dependencies, reads, promotedFrom } = stack;
    const declared = dependencies.map((id) => this.byKey.get(keyOf({ stage, id })));
    const read = [...reads, ...(promotedFrom === undefined ? [] : [promotedFrom])];
    const producers = read.map((one) => this.producerOf(stack, one));
    return [...producers, ...declared].filter((one) => one !== undefined);
  }

  /** The stack whose state is read; undefined where it is none of these. */
  producerOf(stack: T, read: RemoteRead): T | undefined {
    const stage = read.stage ?? stack.stage;
    const exact = this.byKey.get(keyOf({ stage, id: read.producer }));
    if (exact !== undefined) return exact;
    // Terraform Cloud: the producer's name carries a prefix that cannot be told from the account; the longest id fits best.
    return (this.byStage.get(stage) ?? [])
      .filter(({ id }) => isProducer(read, id))
      .sort((a, b) => b.id.length - a.id.length)[0];
  }
}
