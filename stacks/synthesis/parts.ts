import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** Fewer stacks are not worth a process, which takes half a second to start. */
const STACKS_PER_PROCESS = 150;
/** More processes than that wait for the disk. */
const MOST_PROCESSES = 8;

/** One of several processes that write a stage's stacks: every `of`-th stack, beginning with the `index`-th (from 0). */
export interface Part {
  readonly index: number;
  readonly of: number;
}

/** How many processes write a number of stacks: at most one per core. */
export function processesFor(stacks: number, cores: number = availableParallelism()): number {
  return Math.max(1, Math.min(cores, MOST_PROCESSES, Math.floor(stacks / STACKS_PER_PROCESS)));
}

/** What a part writes. Neighbours are alike, so the parts take equally long. */
export function selectPart<T>(items: readonly T[], { index, of }: Part): T[] {
  return items.filter((_, position) => position % of === index);
}

/** `1/2` for the first of two. */
export function formatPart({ index, of }: Part): string {
  return `${index + 1}/${of}`;
}

/** @returns undefined where `text` is no part */
export function parsePart(text: string): Part | undefined {
  const [number, of] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text)?.slice(1).map(Number) ?? [];
  return number === undefined || of === undefined || number > of ? undefined : { index: number - 1, of };
}

/** A part failed; what was wrong stands on stderr already. */
export class PartFailed extends Error {
  public override readonly name = "PartFailed";

  constructor(readonly exitCode: number) {
    super(`a process that wrote a part of the stacks ended with exit code ${exitCode}`);
  }
}

/**
 * Runs this very program again, with its directory, variables and streams.
 *
 * @throws PartFailed
 */
export function runAgain(variables: Readonly<Record<string, string>>): Promise<void> {
  const program = [...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(process.execPath, program, {
    // eslint-disable-next-line no-restricted-properties -- handed on, not read
    env: { ...process.env, ...variables },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new PartFailed(code ?? 1))));
  });
}
