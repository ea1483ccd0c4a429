import { App, type StackManifest } from "cdktf";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StageComposition } from "../compose";
import { formatPart, processesFor, runAgain, selectPart, type Part } from "./parts";
import { writeStacks } from "./write-stacks";

/** Variable that tells a process which part it writes. */
export const PART_VARIABLE = "SMUS_SYNTHESIS_PART";

/** How a stage is written. */
export interface StageSynthesis {
  /** Directory of `manifest.json` and `stacks/`. Made where it does not exist. */
  readonly outdir: string;
  /** Write this part only, for the process that asked for it. @default - the whole stage */
  readonly part?: Part;
  /** How many processes may work at once; fewer do where more do not pay. @default - a process for each core */
  readonly cores?: number;
}

/**
 * Writes the stacks of a stage and the manifest that CDKTF's tools and the runner read, as `app.synth()` does; many
 * stacks in several processes. The manifest is written last, so it never names a stack that is not there.
 *
 * @throws Error with all problems that CDKTF's validation finds in a stack; PartFailed
 */
export async function synthesizeStage(
  composition: StageComposition,
  { outdir, part, cores }: StageSynthesis,
): Promise<void> {
  mkdirSync(outdir, { recursive: true });
  if (part !== undefined) {
    const written = writeStacks(composition, selectPart(composition.addresses, part), outdir);
    writeFileSync(partFile(outdir, part), JSON.stringify(written));
    return;
  }
  const processes = processesFor(composition.addresses.length, cores);
  const [own, ...others] = Array.from({ length: processes }, (_, index): Part => ({ index, of: processes }));
  // Settled at once: this process has no time to look at them before its own part is written.
  const running = Promise.allSettled(others.map((other) => runAgain({ [PART_VARIABLE]: formatPart(other) })));
  try {
    const written = writeStacks(composition, selectPart(composition.addresses, own), outdir);
    for (const result of await running) if (result.status === "rejected") throw result.reason;
    for (const other of others) Object.assign(written, readPart(outdir, other));
    writeManifest(outdir, written);
  } finally {
    await running;
    for (const other of others) rmSync(partFile(outdir, other), { force: true });
  }
}

function writeManifest(outdir: string, stacks: Record<string, StackManifest>): void {
  const { manifest } = new App({ outdir });
  Object.assign(manifest.stacks, stacks);
  manifest.writeToFile();
}

function partFile(outdir: string, { index, of }: Part): string {
  return join(outdir, `manifest.${index + 1}-of-${of}.json`);
}

function readPart(outdir: string, part: Part): Record<string, StackManifest> {
  return JSON.parse(readFileSync(partFile(outdir, part), "utf8")) as Record<string, StackManifest>;
}
