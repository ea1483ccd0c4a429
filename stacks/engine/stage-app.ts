import { App, type StackManifest } from "cdktf";

/** Entries of a manifest about stacks, by stack id. */
export type StackManifests = Readonly<Record<string, StackManifest>>;

/**
 * An app of some of the stacks that belong into one output directory: writes them as `app.synth()` does, but no manifest,
 * which would name these stacks alone. An app for a few stacks at a time keeps no more than those in memory.
 */
export class PartialApp extends App {
  constructor(outdir: string) {
    super({ outdir });
    this.manifest.writeToFile = () => undefined;
  }

  /**
   * Writes the stacks.
   *
   * @returns what a manifest says of them
   * @throws Error with all problems that CDKTF's validation finds in a stack
   */
  public write(): StackManifests {
    this.synth();
    return this.manifest.stacks;
  }
}

/** Writes the manifest that CDKTF's tools and the runner read, of all stacks of an output directory. */
export function writeManifest(outdir: string, stacks: StackManifests): void {
  const { manifest } = new App({ outdir });
  Object.assign(manifest.stacks, stacks);
  manifest.writeToFile();
}
