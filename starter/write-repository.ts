import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadAllStages } from "../configuration";
import { pipelineFiles, placeOfPipeline, stagesOfPipelines } from "../pipelines";
import { RunnerError } from "../runner";
import { repositoryFiles, type StarterRequest } from "./repository-files";

/** Systems whose pipelines a new repository can have, and the folder of their files. */
export const PIPELINE_SYSTEMS = { github: "github-actions", gitlab: "gitlab" } as const;

/** Files that a fresh clone of an empty repository has, and that stay. */
const KEPT = [".git", "LICENSE"];

/**
 * Writes a new repository and answers with its files.
 *
 * @throws RunnerError where the directory holds other files
 */
export function writeRepository(
  directory: string,
  request: StarterRequest,
  system?: keyof typeof PIPELINE_SYSTEMS,
): string[] {
  const present = existsSync(directory) ? readdirSync(directory).filter((name) => !KEPT.includes(name)) : [];
  if (present.length > 0) {
    const names = `${present.slice(0, 3).join(", ")}${present.length > 3 ? ", ..." : ""}`;
    throw new RunnerError(`${directory} holds other files (${names}); name a directory that is empty or not there yet`);
  }
  const files = repositoryFiles(request);
  for (const { path, text } of files) write(join(directory, path), text);
  const pipelines = system === undefined ? [] : pipelinesOf(directory, PIPELINE_SYSTEMS[system]);
  for (const { path, text } of pipelines) write(join(directory, path), text);
  return [...files, ...pipelines].map(({ path }) => path);
}

/**
 * All pipelines in `ci/`, as `smus pipelines` keeps them current, and copies where the system reads them; without those for
 * committed JSON, which an organization chooses later.
 */
function pipelinesOf(directory: string, folder: string): { path: string; text: string }[] {
  const files = pipelineFiles(stagesOfPipelines(loadAllStages(join(directory, "environments"))));
  const copies = files
    .filter(({ path }) => dirname(path) === folder && !path.includes("terraform-cloud"))
    .map(({ path, text }) => ({ path: placeOfPipeline(path), text }));
  return [...files.map(({ path, text }) => ({ path: join("ci", path), text })), ...copies];
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
