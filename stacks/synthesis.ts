import { mkdirSync } from "node:fs";
import type { Stage } from "../configuration/model";
import { StageComposition, type SynthesisOptions } from "./compose";
import { StageApp } from "./engine/stage-app";

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
 * Writes the stacks of a stage and the manifest that CDKTF's tools and the runner read, as `app.synth()` does. The manifest
 * is written last, so it never names a stack that is not there.
 *
 * @throws Error with all problems that CDKTF's validation finds in a stack
 */
export function synthesizeStage({ stage, stages, options, outdir }: StageSynthesis): void {
  mkdirSync(outdir, { recursive: true });
  const composition = new StageComposition(stage, stages, options);
  const app = new StageApp(outdir);
  for (const address of composition.addresses) {
    app.write(() => composition.build(app, address), composition.dependenciesOf(address));
  }
  app.writeManifest();
}
