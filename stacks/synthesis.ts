import { mkdirSync } from "node:fs";
import type { Stage } from "../configuration/model";
import { stackId, type StackAddress } from "../contracts/layers";
import { StageComposition, type SynthesisOptions } from "./compose";
import { PartialApp, writeManifest, type StackManifests } from "./engine/partial-app";

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
 * Writes the stacks of a stage and the manifest that CDKTF's tools and the runner read, as `app.synth()` does. The manifest
 * is written last, so it never names a stack that is not there.
 *
 * @throws Error with all problems that CDKTF's validation finds in a stack
 */
export function synthesizeStage({ stage, stages, options, outdir }: StageSynthesis): void {
  mkdirSync(outdir, { recursive: true });
  const composition = new StageComposition(stage, stages, options);
  const written: Record<string, StackManifests[string]> = {};
  for (let from = 0; from < composition.addresses.length; from += BUILT_AT_ONCE) {
    const addresses = composition.addresses.slice(from, from + BUILT_AT_ONCE);
    Object.assign(written, writeSome(composition, addresses, outdir));
  }
  writeManifest(outdir, written);
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
