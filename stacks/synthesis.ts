import { mkdirSync } from "node:fs";
import type { Stage } from "../configuration/model";
import { ConfigurationError } from "../configuration/problems";
import { StageComposition, type SynthesisOptions } from "./compose";
import { compositionProblems } from "./composition-problems";
import { StageApp } from "./engine/stage-app";
import { writeWhole } from "./engine/written-stage";

/** A stage to write, and where. */
export interface StageSynthesis {
  readonly stage: Stage;
  /** All stages of the organization. */
  readonly stages: readonly Stage[];
  readonly options: SynthesisOptions;
  /** Directory of `manifest.json` and `stacks/`. Made where it does not exist. */
  readonly outdir: string;
}

/**
 * Writes the stacks of a stage and the manifest that CDKTF's tools and the runner read, as `app.synth()` does: all of them,
 * or none where one cannot be built. The manifest is written last, so it never names a stack that is not there.
 *
 * @throws ConfigurationError with what cannot be built
 */
export function synthesizeStage({ stage, stages, options, outdir }: StageSynthesis): void {
  mkdirSync(outdir, { recursive: true });
  try {
    const app = writeWhole(outdir, (directory) => writeStacks(new StageComposition(stage, stages, options), directory));
    app.writeManifest(outdir);
  } catch (error) {
    const problems = compositionProblems({ stage, stages, options, file: stage.name });
    // Of the file system, perhaps: no space, no permission.
    if (problems.length === 0) throw error;
    throw new ConfigurationError(problems, { cause: error });
  }
}

function writeStacks(composition: StageComposition, directory: string): StageApp {
  const app = new StageApp(directory);
  for (const address of composition.addresses) {
    app.write(() => composition.build(app, address), composition.dependenciesOf(address));
  }
  return app;
}
