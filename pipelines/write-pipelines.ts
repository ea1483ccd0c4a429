import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { GENERATED, type PipelineFile } from "./model";

/** Files that differ from what the configuration asks for; nothing else was touched. */
export interface PipelineChanges {
  /** Paths from the working directory, copies where the CI systems read them among them. */
  readonly stale: readonly string[];
  /** Generated files of pipelines that the configuration no longer has. */
  readonly obsolete: readonly string[];
}

/**
 * Compares the files with those in a directory and with their copies in `.github/workflows` and `.gitlab-ci.yml`, and unless
 * `check` is given, writes what is stale and removes what is obsolete.
 */
export function writePipelines(out: string, files: readonly PipelineFile[], check: boolean): PipelineChanges {
  const stale = files
    .filter(({ path, text }) => !isCurrent(join(out, path), text))
    .map(({ path, text }) => ({ path: join(out, path), text }));
  const obsolete = obsoleteFiles(out, files);
  const outdated = [...stale, ...outdatedCopies(files)];
  if (!check) {
    for (const { path, text } of outdated) write(path, text);
    for (const file of obsolete) rmSync(file);
  }
  return { stale: outdated.map(({ path }) => path), obsolete };
}

/** Generated files of pipelines that the configuration no longer has. */
function obsoleteFiles(out: string, files: readonly PipelineFile[]): string[] {
  const folders = [...new Set(files.map(({ path }) => join(out, dirname(path))))].filter(existsSync);
  const current = new Set(files.map(({ path }) => join(out, path)));
  return folders
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => /\.ya?ml$/.test(file) && !current.has(file) && isGenerated(file));
}

/**
 * Copies where the CI systems read them that differ from what they were copied from: they are what runs.
 *
 * The first line says that it is a copy, and of which system; files of others are left alone.
 */
function outdatedCopies(files: readonly PipelineFile[]): PipelineFile[] {
  const copies = files.map(({ path, text }) => ({ path: placeOfPipeline(path), text }));
  return copies.filter(
    ({ path, text }) =>
      isGenerated(path) && firstLine(readFileSync(path, "utf8")) === firstLine(text) && !isCurrent(path, text),
  );
}

/** Path, from the repository's root, at which the CI system reads a file. */
export function placeOfPipeline(path: string): string {
  const [folder, name] = [dirname(path), basename(path)];
  return folder === "gitlab" ? ".gitlab-ci.yml" : join(".github", "workflows", name);
}

function isGenerated(file: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8").startsWith(GENERATED);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function isCurrent(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === text;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
