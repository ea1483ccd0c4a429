import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EmittedStack, Side } from "../affected";
import { parseRemoteStates, readManifest, type JsonObject } from "../synthesis";

/** Texts of stacks that were read before, so that equal ones are parsed once and compared by identity. */
export type KnownStacks = Map<string, { readonly text: string; readonly stack: EmittedStack }>;

/** Reads what `synthesizeStages` wrote. Stages that were not synthesized have no stacks. */
export function readSide(outputDirectory: string, known: KnownStacks = new Map()): Side {
  const stages = JSON.parse(readFileSync(join(outputDirectory, "stages.json"), "utf8")) as string[];
  const stacks = stages.flatMap((stage) => readStage(join(outputDirectory, stage), stage, known));
  return { stages, stacks };
}

function readStage(directory: string, stage: string, known: KnownStacks): EmittedStack[] {
  return Object.entries(readManifest(directory) ?? {}).map(([id, { synthesizedStackPath, dependencies }]) => {
    const text = readFileSync(join(directory, synthesizedStackPath), "utf8");
    const earlier = known.get(`${stage}/${id}`);
    if (earlier?.text === text) return { ...earlier.stack, dependencies };
    const root = JSON.parse(text) as JsonObject;
    const stack = { stage, id, root, ...parseRemoteStates(root), dependencies };
    known.set(`${stage}/${id}`, { text, stack });
    return stack;
  });
}
