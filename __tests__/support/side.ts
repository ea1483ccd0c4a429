import type { EnvironmentInput } from "../../configuration/model";
import type { EmittedStack, Side } from "../../runner/affected";
import { parseRemoteStates, type JsonObject } from "../../runner/synthesis";
import { DEPLOY, stagesOf, synthesizeStage } from "./stages";

/** One side of a comparison: an organization that is written down in a test, synthesized in memory. */
export function sideOf(inputs: Readonly<Record<string, EnvironmentInput>>): Side {
  const stages = stagesOf(inputs);
  const stacks = stages.flatMap((stage) => {
    const synthesized = synthesizeStage(stage, stages, DEPLOY);
    return [...synthesized.stacks].map(([id, root]) =>
      emitted(stage.name, id, root as unknown as JsonObject, synthesized.dependencies.get(id)),
    );
  });
  return { stages: stages.map(({ name }) => name), stacks };
}

/** A stack as it would be read from its file. */
export function emitted(
  stage: string,
  id: string,
  root: JsonObject,
  dependencies: readonly string[] = [],
): EmittedStack {
  return { stage, id, root, ...parseRemoteStates(root), dependencies };
}
