import { mkdirSync } from "node:fs";
import type { Stage } from "../configuration/model";
import { ConfigurationError } from "../configuration/problems";
import { stackId, type StackAddress } from "../contracts/layers";
import { StageComposition, type SynthesisOptions } from "./compose";
import { compositionProblems } from "./composition-problems";
import { PartialApp, writeManifest, type StackManifests } from "./engine/partial-app";
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

/** Stacks that are in memory at once: what they hold is garbage as soon as they are written, and a thousand would be much. */
const BUILT_AT_ONCE = 8;

/**
 * Writes the stacks of a stage and the manifest that CDKTF's tools and the runner read, as `app.synth()` does: all of them,
 * or none where one cannot be built. The manifest is written last, so it never names a stack that is not there.
 *
 * @throws ConfigurationError with what cannot be built
 */
export function synthesizeStage({ stage, stages, options, outdir }: StageSynthesis): void {
  mkdirSync(outdir, { recursive: true });
  try {
    writeManifest(
      outdir,
      writeWhole(outdir, (directory) => writeStacks(new StageComposition(stage, stages, options), directory)),
    );
  } catch (error) {
    const problems = compositionProblems({ stage, stages, options, file: stage.name });
    // Of the file system, perhaps: no space, no permission.
    if (problems.length === 0) throw error;
    throw new ConfigurationError(problems, { cause: error });
  }
}

function writeStacks(composition: StageComposition, directory: string): StackManifests {
  const written: Record<string, StackManifests[string]> = {};
  for (let from = 0; from < composition.addresses.length; from += BUILT_AT_ONCE) {
    const addresses = composition.addresses.slice(from, from + BUILT_AT_ONCE);
    Object.assign(written, writeSome(composition, addresses, directory));
  }
  return written;
}

function writeSome(composition: StageComposition, addresses: readonly StackAddress[], outdir: string): StackManifests {
  const app = new PartialApp(outdir);
  composition.add(app, addresses);
  const manifests = app.write();
  const complete = (address: StackAddress): [string, StackManifests[string]] => {
    const id = stackId(address);
    // The app knows these stacks only.
    return [id, { ...manifests[id], dependencies: composition.dependenciesOf(address) }];
  };
  return Object.fromEntries(addresses.map(complete));
}
