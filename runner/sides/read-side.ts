import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmittedStack, Side } from "../affected";
import { parseRemoteStates, type JsonObject } from "../synthesis";

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly synthesizedStackPath: string; readonly dependencies: readonly string[] }>
  >;
}

/** Texts of stacks that were read before, so that equal ones are parsed once and compared by identity. */
export type KnownStacks = Map<string, { readonly text: string; readonly stack: EmittedStack }>;

/** Reads what `synthesizeStages` wrote. Stages that were not synthesized have no stacks. */
export function readSide(outputDirectory: string, known: KnownStacks = new Map()): Side {
  const stages = JSON.parse(readFileSync(join(outputDirectory, "stages.json"), "utf8")) as string[];
  const stacks = stages.flatMap((stage) => readStage(join(outputDirectory, stage), stage, known));
  return { stages, stacks };
}

function readStage(directory: string, stage: string, known: KnownStacks): EmittedStack[] {
  const manifest = join(directory, "manifest.json");
  if (!existsSync(manifest)) return [];
  const { stacks } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  return Object.entries(stacks).map(([id, { synthesizedStackPath, dependencies }]) => {
    const text = readFileSync(join(directory, synthesizedStackPath), "utf8");
    const earlier = known.get(`${stage}/${id}`);
    if (earlier?.text === text) return { ...earlier.stack, dependencies };
    const root = JSON.parse(text) as JsonObject;
    const stack = { stage, id, root, ...parseRemoteStates(root), dependencies };
    known.set(`${stage}/${id}`, { text, stack });
    return stack;
  });
}
