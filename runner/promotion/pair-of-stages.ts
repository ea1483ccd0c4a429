import type { Stage } from "../../configuration";
import { RunnerError } from "../errors";

/** The stage that would receive something, and the one that it comes from. */
export interface StagePair {
  readonly target: Stage;
  readonly source: Stage;
}

/**
 * Finds the two stages of a comparison.
 *
 * @param from name of the source; absent: what `to` is promoted from
 * @throws RunnerError where a stage does not exist or no promotion leads from the one to the other, with what would work
 */
export function pairOfStages(from: string | undefined, to: string, stages: readonly Stage[]): StagePair {
  const find = (name: string): Stage => {
    const stage = stages.find((candidate) => candidate.name === name);
    if (stage !== undefined) return stage;
    throw new RunnerError(`there is no stage "${name}"; stages: ${stages.map((known) => known.name).join(", ")}`);
  };
  const target = find(to);
  const asked = from === undefined ? undefined : find(from);
  const configured = target.environment.promotion?.from;
  if (configured !== undefined && (asked === undefined || asked.name === configured)) {
    return { target, source: find(configured) };
  }
  throw new RunnerError(refusal(asked, target, stages));
}

function refusal(asked: Stage | undefined, target: Stage, stages: readonly Stage[]): string {
  if (asked?.name === target.name) return `--from and --to are both "${target.name}"; ${knownPromotions(stages)}`;
  if (asked !== undefined && pathTo(asked, stages).includes(target.name)) {
    return `the path leads the other way: ${pathTo(asked, stages).join(" -> ")}`;
  }
  const path = pathTo(target, stages);
  if (path.length > 1) {
    const wrong = asked === undefined ? "" : `, not from "${asked.name}"`;
    const hint = asked !== undefined && path.includes(asked.name) ? ` (the path is ${path.join(" -> ")})` : "";
    return `stage "${target.name}" is promoted from "${path.at(-2)}"${wrong}${hint}; pass --from ${path.at(-2)}`;
  }
  return `stage "${target.name}" is promoted from no stage: its file has no promotion.from; ${knownPromotions(stages)}`;
}

/** Names of a stage and of those that it is promoted from, the first of the path first. */
function pathTo(stage: Stage, stages: readonly Stage[]): string[] {
  const from = stages.find(({ name }) => name === stage.environment.promotion?.from);
  return [...(from === undefined ? [] : pathTo(from, stages)), stage.name];
}

function knownPromotions(stages: readonly Stage[]): string {
  const known = stages.flatMap(({ name, environment: { promotion } }) =>
    promotion === undefined ? [] : [`${promotion.from} -> ${name}`],
  );
  return known.length === 0 ? "no stage has a promotion" : `promotions: ${known.join(", ")}`;
}
