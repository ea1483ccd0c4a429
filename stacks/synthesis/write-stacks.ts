import { App, type StackManifest } from "cdktf";
import { stackId, type StackAddress } from "../../contracts/layers";
import type { Stage } from "../../configuration/model";
import { StageComposition, type SynthesisOptions } from "../compose";
import type { StackQueue } from "./stack-queue";

/** What to write, and where: plain data, which threads hand to each other. */
export interface StageSynthesis {
  readonly stage: Stage;
  /** All stages of the organization. */
  readonly stages: readonly Stage[];
  readonly options: SynthesisOptions;
  /** Directory of `manifest.json` and `stacks/`. Made where it does not exist. */
  readonly outdir: string;
}

/** What the manifest says of stacks, by stack id. */
export type StackManifests = Readonly<Record<string, StackManifest>>;

/**
 * Builds stacks that the queue has and writes them below `outdir`, until it has no more; the manifest is the caller's to
 * write.
 *
 * @throws Error with all problems that CDKTF's validation finds in a stack; then the queue is given up
 */
export function writeStacks(composition: StageComposition, outdir: string, queue: StackQueue): StackManifests {
  const written: Record<string, StackManifest> = {};
  try {
    for (let taken = queue.take(composition.addresses); taken.length > 0; taken = queue.take(composition.addresses)) {
      Object.assign(written, writeSome(composition, taken, outdir));
    }
  } catch (error) {
    queue.giveUp();
    throw error;
  }
  return written;
}

function writeSome(composition: StageComposition, addresses: readonly StackAddress[], outdir: string): StackManifests {
  const app = new App({ outdir });
  app.manifest.writeToFile = () => undefined; // of these stacks alone it would be wrong
  composition.add(app, addresses);
  app.synth();
  const complete = (address: StackAddress): [string, StackManifest] => {
    const id = stackId(address);
    // The app knows these stacks only.
    return [id, { ...app.manifest.stacks[id], dependencies: composition.dependenciesOf(address) }];
  };
  return Object.fromEntries(addresses.map(complete));
}
