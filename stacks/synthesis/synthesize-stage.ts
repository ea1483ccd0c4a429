import { App } from "cdktf";
import { mkdirSync } from "node:fs";
import { StageComposition } from "../compose";
import { StackQueue } from "./stack-queue";
import { SynthesisThread, threadsFor } from "./synthesis-thread";
import { writeStacks, type StackManifests, type StageSynthesis } from "./write-stacks";

/**
 * Writes the stacks of a stage and the manifest that CDKTF's tools and the runner read, as `app.synth()` does; many
 * stacks in several threads. The manifest is written last, so it never names a stack that is not there.
 *
 * @param cores how many threads may work at once; fewer do where more do not pay. @default - a thread for each core
 * @throws Error with all problems that CDKTF's validation finds in a stack
 */
export async function synthesizeStage(synthesis: StageSynthesis, cores?: number): Promise<void> {
  const { stage, stages, options, outdir } = synthesis;
  mkdirSync(outdir, { recursive: true });
  const composition = new StageComposition(stage, stages, options); // bundles the functions, which all threads use
  const queue = new StackQueue();
  const others = Array.from(
    { length: threadsFor(composition.addresses.length, cores) - 1 },
    () => new SynthesisThread(synthesis, queue),
  );
  try {
    const own = writeStacks(composition, outdir, queue);
    writeManifest(outdir, [own, ...(await Promise.all(others.map((other) => other.written())))]);
  } finally {
    await Promise.all(others.map((other) => other.end()));
  }
}

function writeManifest(outdir: string, stacks: readonly StackManifests[]): void {
  const { manifest } = new App({ outdir });
  Object.assign(manifest.stacks, ...stacks);
  manifest.writeToFile();
}
