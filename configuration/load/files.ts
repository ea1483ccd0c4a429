import { readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { isPlainObject } from "../parse";
import { problem, show, type Problem } from "../problems";
import { Evaluator } from "./evaluate";
import { explain, type EvaluationError } from "./evaluation-error";

/** A stage file and its default export. */
export interface StageFile {
  /** Name of the stage: the file's name without its ending. */
  readonly stage: string;
  /** Name of the file in the directory. */
  readonly file: string;
  /** The default export, unchecked; absent where the file could not be evaluated. */
  readonly content?: unknown;
}

/** Everything found in an environments directory. */
export interface DirectoryContent {
  readonly stages: readonly StageFile[];
  readonly problems: readonly Problem[];
}

/** Files of other tools that live beside stage files in a repository of its own. */
const OTHER_TOOLS =
  /^(package|package-lock|npm-shrinkwrap|tsconfig[\w.-]*|jsconfig|cdktf)\.json$|\.(config|test|spec)\.[cm]?[jt]s$/;
/** Keys that every stage must have. */
const REQUIRED_KEYS = ["governanceAccount", "accounts", "domain"];
const STAGE_NAME = /^[a-z][a-z0-9-]*$/;
/** Roles are assumed in sessions called `smus-<stage>`, and STS takes names of 64 characters. */
const LONGEST_STAGE_NAME = 59;

/** Tells by its name alone whether a file of the directory may be a stage. */
function isCandidate(name: string): boolean {
  const reserved = /\.d\.[cm]?ts$/.test(name) || /^(_|\.|index\.)/.test(name) || OTHER_TOOLS.test(name);
  return /\.([cm]?[jt]s|json)$/.test(name) && !reserved;
}

/**
 * Reads all stage files of a directory: its files with a default export (and its `.json` files).
 *
 * Files without a default export are fragments, and so are `.json` files that others import. A file that cannot be evaluated counts as a stage, so that a typing
 * error does not make a stage disappear.
 */
export function readDirectory(directory: string): DirectoryContent {
  let names: string[];
  try {
    names = readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name);
  } catch (cause) {
    const got = `${show(directory)} (${(cause as NodeJS.ErrnoException).code})`;
    return {
      stages: [],
      problems: [
        problem({
          code: "DIRECTORY_UNREADABLE",
          file: directory,
          path: ["directory"],
          got,
          allowed: "a directory of stage files",
        }),
      ],
    };
  }
  const { stages, problems } = readStages(names.filter(isCandidate).sort(), directory);
  problems.push(...stages.flatMap(nameProblems), ...duplicates(stages));
  if (stages.length === 0) {
    const got = names.length === 0 ? "an empty directory" : `no default export in ${show(names)}`;
    problems.push(
      problem({ code: "STAGE_NONE", file: directory, path: ["directory"], got, allowed: "at least one stage file" }),
    );
  }
  const used = new Map(stages.map((stage) => [stage.stage, stage]));
  return { stages: [...used.values()].filter(({ stage }) => isStageName(stage)), problems };
}

function readStages(files: readonly string[], directory: string): { stages: StageFile[]; problems: Problem[] } {
  const evaluator = new Evaluator();
  // Imports are found where they really are: the stage files must be named alike, or problems name places outside.
  const root = realpathSync(directory);
  const problems: Problem[] = [];
  /** Files by what stopped them: what many import is wrong once. */
  const stopped = new Map<EvaluationError, string[]>();
  const stages = files.flatMap((file): StageFile[] => {
    const stage = path.parse(file).name;
    const at = path.join(root, file);
    try {
      const exported = evaluator.load(at);
      const content = stageIn(exported, file);
      if (content !== undefined && !lacksEverything(content.content)) return [{ stage, file, ...content }];
      if (content === undefined && !exportsNothing(exported, at)) return [];
      problems.push(noStage(file, content === undefined ? "no export" : show(content.content)));
    } catch (thrown) {
      // Also what a file offers may throw while it is looked at: a getter, a proxy.
      const error = explain(at, thrown, () => false);
      stopped.set(error, [...(stopped.get(error) ?? []), file]);
    }
    return [{ stage, file }];
  });
  const isFragment = ({ file }: StageFile): boolean =>
    file.endsWith(".json") && evaluator.isImported(path.join(root, file));
  const fragments = new Set(stages.filter(isFragment).map(({ file }) => file));
  return {
    stages: stages.filter(({ file }) => !fragments.has(file)),
    problems: [
      ...problems.filter(({ file }) => !fragments.has(file)),
      ...[...stopped].map(([error, importers]) => unreadable(error, importers, root)),
    ],
  };
}

/** Finds the stage that a file offers: its default export, the whole of a `.json` file. Nothing for a fragment. */
function stageIn(exported: unknown, file: string): { readonly content: unknown } | undefined {
  if (file.endsWith(".json")) return { content: exported };
  if (!isPlainObject(exported)) return undefined;
  if ("default" in exported) return { content: exported.default };
  // `module.exports = defineEnvironment({ ... })` in plain JavaScript.
  return "governanceAccount" in exported ? { content: exported } : undefined;
}

/** Tells whether an object has no key that every stage has: data for something else, not a stage with mistakes. */
function lacksEverything(content: unknown): boolean {
  return isPlainObject(content) && Object.keys(content).length > 0 && !REQUIRED_KEYS.some((key) => key in content);
}

function noStage(file: string, got: string): Problem {
  const allowed = "a stage as default export, or the parts of a fragment; a file whose name begins with _ is ignored";
  return problem({ code: "STAGE_EXPORT_MISSING", file, path: [], got, allowed });
}

function unreadable(error: EvaluationError, importers: readonly string[], root: string): Problem {
  const file = path.relative(root, error.file);
  const otherFiles = importers.filter((importer) => importer !== file);
  const by = otherFiles.length === 0 ? "" : ` (imported by ${otherFiles.join(", ")})`;
  const got = `${error.message}${by}`;
  return problem({
    code: "FILE_UNREADABLE",
    file,
    path: [],
    got,
    allowed: "a file that can be evaluated",
    // Strict code takes no number with a leading zero, and says so of "octal" or "decimal" literals.
    fix: /legacy (octal|decimal)|octal literal|leading zero/i.test(error.message)
      ? 'quote it: ids of accounts are texts, "012345678901"'
      : undefined,
    otherFiles,
  });
}

/** Tells whether a file exports nothing at all, types included: no fragment, so a stage that lacks its export. */
function exportsNothing(exported: unknown, file: string): boolean {
  return (
    isPlainObject(exported) &&
    Object.keys(exported).length === 0 &&
    !/^\s*export\s+(declare\s+)?(type|interface|\*)/m.test(readFileSync(file, "utf8"))
  );
}

function isStageName(name: string): boolean {
  return STAGE_NAME.test(name) && name !== "default" && name.length <= LONGEST_STAGE_NAME;
}

function nameProblems({ stage, file }: StageFile): Problem[] {
  if (isStageName(stage)) return [];
  // Terraform's own workspace `default` always exists: a forgotten TF_WORKSPACE would plan it.
  const allowed = `a name of the form ${STAGE_NAME.source}, not "default", of at most ${LONGEST_STAGE_NAME} characters`;
  return [problem({ code: "STAGE_NAME_INVALID", file, path: [], got: show(stage), allowed })];
}

function duplicates(stages: readonly StageFile[]): Problem[] {
  return stages.flatMap(({ stage, file }, index) => {
    const first = stages.slice(0, index).find((other) => other.stage === stage);
    if (first === undefined) return [];
    const at = { file, path: [], otherFiles: [first.file] };
    return [
      problem({
        ...at,
        code: "STAGE_DUPLICATE",
        got: `${show(stage)} here and in ${first.file}`,
        allowed: "one file per stage",
      }),
    ];
  });
}
