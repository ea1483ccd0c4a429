import { keyOf, Precedence } from "../synthesis";
import type { EmittedStack } from "./model";
import { outputReferences, type OutputReference } from "./references";

/** Outputs that a stack reads from another one. */
export interface Edge {
  readonly producer: EmittedStack;
  /** The outputs: searched for in the whole stack when they are asked for, as most stacks read nothing that changes. */
  readonly references: () => readonly OutputReference[];
}

/** Stacks of all stages and what they read from each other, as the emitted Terraform says. */
export class StackGraph {
  private readonly precedence: Precedence<EmittedStack>;
  private readonly edges = new Map<string, readonly Edge[]>();

  constructor(stacks: readonly EmittedStack[]) {
    this.precedence = new Precedence(stacks);
  }

  /** Outputs that a stack reads, by their stack; states that belong to none of these stacks are left out. */
  edgesOf(stack: EmittedStack): readonly Edge[] {
    const known = this.edges.get(keyOf(stack)) ?? this.findEdges(stack);
    this.edges.set(keyOf(stack), known);
    return known;
  }

  /** Stacks that must be applied before, of this stage and of others: what it reads, waits for, or is promoted from. */
  before(stack: EmittedStack): EmittedStack[] {
    return this.precedence.before(stack);
  }

  private findEdges(stack: EmittedStack): Edge[] {
    let known: readonly OutputReference[] | undefined;
    const all = (): readonly OutputReference[] => (known ??= distinct(outputReferences(stack.root)));
    return stack.reads.flatMap((read) => {
      const producer = this.precedence.producerOf(stack, read);
      if (producer === undefined) return [];
      const name = read.address.slice("data.terraform_remote_state.".length);
      return [{ producer, references: () => all().filter(({ read: of }) => of === name) }];
    });
  }
}

function distinct(references: readonly OutputReference[]): OutputReference[] {
  return [...new Map(references.map((reference) => [JSON.stringify(reference), reference])).values()];
}
