import type { UseCaseSettings, UseCaseStageSettings } from "../../contracts/aiops/settings";

/** A use case with its key, and the bucket in which its artifacts lie in the build account. */
export interface UseCase extends UseCaseSettings {
  readonly key: string;
  /** Bucket of artifacts of the build account. */
  readonly bucket: string;
}

/** A stage of a use case, or a sentence that there is none. @throws Error where settings and record are of two versions */
export function stageNamed(useCase: Pick<UseCase, "stages" | "key">, name: string): UseCaseStageSettings {
  const found = useCase.stages.find((stage) => stage.name === name);
  if (found === undefined) throw new Error(`use case ${useCase.key} has no stage ${name}`);
  return found;
}
