import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { RunnerError } from "../errors";

/** Says that a directory is ours, and which stages are in it. */
const INDEX = "smus-committed.json";
/** Chosen by `terraform init` and committed by people: ours to keep, not to write. */
const LOCK_FILE = ".terraform.lock.hcl";

type Stages = ReadonlyMap<string, ReadonlyMap<string, Buffer>>;

/** A file that is not as it should be. */
export interface CommittedDifference {
  /** Path below the directory. */
  readonly path: string;
  readonly problem: "missing" | "changed" | "left over";
}

/**
 * Compares the directory with the files that belong there, and returns the differences by path.
 *
 * @param whole - `stages` are all there are: folders of others are left over
 */
export function compareCommitted(directory: string, stages: Stages, whole: boolean): CommittedDifference[] {
  const wanted = flatten(directory, stages, whole);
  const differences = [...wanted].flatMap(([path, content]): CommittedDifference[] => {
    const file = join(directory, path);
    if (!existsSync(file)) return [{ path, problem: "missing" }];
    return readFileSync(file).equals(content) ? [] : [{ path, problem: "changed" }];
  });
  const leftOver = present(directory, stages, whole).filter((path) => !wanted.has(path));
  return [...differences, ...leftOver.map((path) => ({ path, problem: "left over" as const }))].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/**
 * Makes the directory hold exactly these files; lock files of Terraform stay. Answers what was different.
 *
 * @throws RunnerError where the directory holds something else
 */
export function writeCommitted(directory: string, stages: Stages, whole: boolean): CommittedDifference[] {
  if (existsSync(directory) && readdirSync(directory).length > 0 && !existsSync(join(directory, INDEX)))
    throw new RunnerError(`${directory} holds other files; name an empty or a new directory`);
  const differences = compareCommitted(directory, stages, whole);
  const wanted = flatten(directory, stages, whole);
  for (const { path, problem } of differences) {
    const file = join(directory, path);
    if (problem === "left over") {
      rmSync(file);
      removeEmptyFolders(dirname(file), directory);
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, wanted.get(path) ?? "");
    }
  }
  return differences;
}

function flatten(directory: string, stages: Stages, whole: boolean): Map<string, Buffer> {
  const files = [...stages].flatMap(([stage, ofStage]) =>
    [...ofStage].map(([path, content]) => [`${stage}/${path}`, content] as const),
  );
  const names = new Set([...stages.keys(), ...(whole ? [] : stagesIn(directory))]);
  const index = { description: "Written by npm run synth:committed. Do not edit.", stages: [...names].sort() };
  return new Map([[INDEX, Buffer.from(`${JSON.stringify(index, undefined, 2)}\n`)], ...files]);
}

/** Files below the folders of the stages that are ours, in this directory or in an earlier version of it. */
function present(directory: string, stages: Stages, whole: boolean): string[] {
  const folders = new Set([...stages.keys(), ...(whole ? stagesIn(directory) : [])]);
  return [...folders].flatMap((stage) => {
    const folder = join(directory, stage);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .filter((path) => !belongsToTerraform(path, stages));
  });
}

/** Lock files of stacks that exist, and the directories that terraform makes where somebody runs it. */
function belongsToTerraform(path: string, stages: Stages): boolean {
  if (path.includes("/.terraform/")) return true;
  const [stage, ...rest] = path.split("/");
  const stack = `${rest.slice(0, -1).join("/")}/cdk.tf.json`;
  return rest.at(-1) === LOCK_FILE && stages.get(stage)?.has(stack) === true;
}

function stagesIn(directory: string): string[] {
  const file = join(directory, INDEX);
  if (!existsSync(file)) return [];
  const { stages } = JSON.parse(readFileSync(file, "utf8")) as { stages: string[] };
  // The names become paths below the directory: nothing that leads out of it.
  return stages.filter((name) => /^[a-z][a-z0-9-]*$/.test(name));
}

function removeEmptyFolders(folder: string, upTo: string): void {
  if (folder === upTo || readdirSync(folder).length > 0) return;
  rmSync(folder, { recursive: true });
  removeEmptyFolders(dirname(folder), upTo);
}
