import { isProducer, type RemoteRead } from "../synthesis";
import type { EmittedStack } from "./model";
import { outputReferences, type OutputReference } from "./references";

/** What a stack reads from another one. */
export interface Edge {
  readonly producer: EmittedStack;
  /** The outputs: searched for in the whole stack when they are asked for, as most stacks read nothing that changes. */
  readonly references: () => readonly OutputReference[];
}

/** Key of a stack over all stages. */
export function keyOf({ stage, id }: { readonly stage: string; readonly id: string }): string {
  return `${stage}/${id}`;
}

/** Stacks of all stages and what they read from each other, as the emitted Terraform says. */
export class StackGraph {
  private readonly byKey = new Map<string, EmittedStack>();
  private readonly byStage = new Map<string, EmittedStack[]>();
  private readonly edges = new Map<string, readonly Edge[]>();

  constructor(stacks: readonly EmittedStack[]) {
    for (const stack of stacks) {
      this.byKey.set(keyOf(stack), stack);
      this.byStage.set(stack.stage, [...(this.byStage.get(stack.stage) ?? []), stack]);
    }
  }

  /** What a stack reads; states that belong to none of these stacks are left out. */
  edgesOf(stack: EmittedStack): readonly Edge[] {
    const known = this.edges.get(keyOf(stack)) ?? this.findEdges(stack);
    this.edges.set(keyOf(stack), known);
    return known;
  }

  /** Stacks that must be applied before, of this stage and of others: what it reads, waits for, or is promoted from. */
  before(stack: EmittedStack): EmittedStack[] {
    const declared = stack.dependencies.map((id) => this.byKey.get(keyOf({ stage: stack.stage, id })));
    const source = stack.promotedFrom === undefined ? undefined : this.producerOf(stack, stack.promotedFrom);
    const others = [...declared, source].filter((one) => one !== undefined);
    return [...this.edgesOf(stack).map(({ producer }) => producer), ...others];
  }

  private findEdges(stack: EmittedStack): Edge[] {
    let known: readonly OutputReference[] | undefined;
    const all = (): readonly OutputReference[] => (known ??= distinct(outputReferences(stack.root)));
    return stack.reads.flatMap((read) => {
      const producer = this.producerOf(stack, read);
      if (producer === undefined) return [];
      const name = read.address.slice("data.terraform_remote_state.".length);
      return [{ producer, references: () => all().filter(({ read: of }) => of === name) }];
    });
  }

  private producerOf(stack: EmittedStack, read: RemoteRead): EmittedStack | undefined {
    const stage = read.stage ?? stack.stage;
    const exact = this.byKey.get(keyOf({ stage, id: read.producer }));
    if (exact !== undefined) return exact;
    // Terraform Cloud: the producer's name carries a prefix that cannot be told from the account; the longest id fits best.
    return (this.byStage.get(stage) ?? [])
      .filter(({ id }) => isProducer(read, id))
      .sort((a, b) => b.id.length - a.id.length)[0];
  }
}

function distinct(references: readonly OutputReference[]): OutputReference[] {
  return [...new Map(references.map((reference) => [JSON.stringify(reference), reference])).values()];
}
