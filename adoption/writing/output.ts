import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkConfiguration, type Problem } from "../../configuration";
import { RunnerError } from "../../runner";
import type { OutputFile } from "./files";

/** @throws RunnerError that names the files of an earlier run, unless they may be replaced */
export function refuseOverwriting(directory: string, files: readonly OutputFile[], force: boolean): void {
  const present = files.map(({ path }) => path).filter((path) => existsSync(join(directory, path)));
  if (force || present.length === 0) return;
  throw new RunnerError(
    `${directory} has ${present.join(", ")} already; nothing was written`,
    "name another directory with --output, or replace the files with --force",
  );
}

/** Problems that the configuration would have with the files in it. */
export function problemsWith(directory: string, files: readonly OutputFile[]): readonly Problem[] {
  const trial = mkdtempSync(join(tmpdir(), "smus-adopt-"));
  try {
    if (existsSync(directory)) {
      for (const name of readdirSync(directory))
        if (name !== "node_modules" && name !== ".git")
          cpSync(join(directory, name), join(trial, name), { recursive: true });
    }
    for (const file of files) put(join(trial, file.path), file.text);
    return checkConfiguration(trial).problems;
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
}

/** Writes all files or none: they are complete beside their places before the first one takes its own. */
export function writeFiles(directory: string, files: readonly OutputFile[]): void {
  const pending = files.map(({ path, text }) => ({
    path: join(directory, path),
    draft: join(directory, `${path}.draft`),
    text,
  }));
  try {
    for (const { draft, text } of pending) put(draft, text);
  } catch (error) {
    for (const { draft } of pending) if (existsSync(draft)) rmSync(draft);
    throw new RunnerError(`${directory} cannot be written to (${(error as Error).message}); nothing was written`);
  }
  for (const { draft, path } of pending) renameSync(draft, path);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
