import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { StageFiles } from "./model";

/** Endings of stage files, in the order in which the loader prefers none: a stage has one file. */
const ENDINGS = [".ts", ".js", ".json"];

/** The files of stages, relative to the working directory and with `/`, as people write them. */
export function stageFiles(stages: readonly string[], directory: string, workingDirectory: string): StageFiles {
  return Object.fromEntries(
    stages.map((stage) => {
      const ending = ENDINGS.find((candidate) => existsSync(join(directory, stage + candidate))) ?? ENDINGS[0];
      return [stage, toUrlPath(relative(workingDirectory, join(directory, stage + ending)))];
    }),
  );
}

/** Prefix that leads from a page to the working directory: links keep working where both are moved together. */
export function linksFrom(pageDirectory: string, workingDirectory: string): string {
  const path = toUrlPath(relative(pageDirectory, workingDirectory));
  return path === "" ? "" : `${path}/`;
}

function toUrlPath(path: string): string {
  return path.split(sep).join("/");
}
