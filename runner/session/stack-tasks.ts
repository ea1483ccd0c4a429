import { toWaves, type Dependencies } from "../schedule";
import { keyOf, Precedence, type PlacedStack, type SynthesizedStack } from "../synthesis";
import type { Session } from "./session";

/** A stack to work on, in the session of its stage. */
export interface StackTask {
  readonly session: Session;
  readonly stack: SynthesizedStack;
}

interface PlacedTask extends PlacedStack {
  readonly task: StackTask;
}

/**
 * The stacks to work on of several stages, and what each waits for: stacks that the manifest names, whose states it reads, or
 * which it is promoted from.
 *
 * Order that goes through stacks which are not worked on holds, too. Stages that are not in the run are taken for applied.
 */
export class StackTasks implements Dependencies<StackTask> {
  /** Stage by stage, in each of them layer by layer. */
  readonly all: readonly StackTask[];
  private readonly chosen: ReadonlySet<StackTask>;
  private readonly placed: ReadonlyMap<string, PlacedTask>;
  private readonly precedence: Precedence<PlacedTask>;

  constructor(sessions: readonly Session[]) {
    const placed = sessions.flatMap((session) => session.allStacks.map((stack) => place({ session, stack })));
    this.placed = new Map(placed.map((entry) => [keyOf(entry), entry]));
    this.precedence = new Precedence(placed);
    this.all = sessions.flatMap(({ stage, stacks }) =>
      toWaves(stacks, "apply")
        .flat()
        .map(({ id }) => this.at(stage, id).task),
    );
    this.chosen = new Set(this.all);
  }

  readonly waitsFor = ({ session, stack }: StackTask): StackTask[] => {
    const seen = new Set<PlacedTask>();
    const found: StackTask[] = [];
    const visit = (entry: PlacedTask): void => {
      for (const before of this.precedence.before(entry)) {
        if (seen.has(before)) continue;
        seen.add(before);
        if (this.chosen.has(before.task)) found.push(before.task);
        else visit(before);
      }
    };
    visit(this.at(session.stage, stack.id));
    return found;
  };

  readonly nameOf = ({ session, stack }: StackTask): string => keyOf({ stage: session.stage, id: stack.id });

  private at(stage: string, id: string): PlacedTask {
    const found = this.placed.get(keyOf({ stage, id }));
    if (found === undefined) throw new Error(`${keyOf({ stage, id })} is not one of the stacks of this run`);
    return found;
  }
}

function place(task: StackTask): PlacedTask {
  const { session, stack } = task;
  const { reads, promotedFrom } = stack.file;
  const { id, dependencies } = stack;
  return {
    stage: session.stage,
    id,
    dependencies,
    reads,
    task,
    ...(promotedFrom === undefined ? {} : { promotedFrom }),
  };
}
