import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Entry of a stack in CDKTF's manifest; paths are relative to the output directory. */
export interface ManifestStack {
  readonly workingDirectory: string;
  readonly synthesizedStackPath: string;
  /** Ids of the stacks that it waits for. */
  readonly dependencies: readonly string[];
}

/** The stacks of the last synthesis, by id; undefined where nothing was synthesized. */
export function readManifest(outputDirectory: string): Readonly<Record<string, ManifestStack>> | undefined {
  const file = join(outputDirectory, "manifest.json");
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, "utf8")) as { stacks: Record<string, ManifestStack> }).stacks;
}
