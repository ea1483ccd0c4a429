import { readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { createJiti } from "jiti";
import * as authoring from "../authoring";
import { EvaluationError, explain } from "./evaluation-error";
import { guardProcess } from "./guarded-process";
import { watchPromises } from "./rejected-promises";

/** Root of this project's own modules; they are loaded by whatever loaded this file. */
const PROJECT = path.resolve(__dirname, "../..");
/** Name under which configuration files anywhere import the helpers. */
const PACKAGE = "smus-cdktf";
/** Folders whose modules are the running project's, not configuration to be evaluated. */
const OWN_FOLDERS: readonly string[] = ["configuration", "contracts"];

/**
 * Options of jiti, which compiles TypeScript and finds what is imported. Those that are missing here would come from
 * environment variables of the process.
 */
const JITI = {
  // Compiled code in a cache would be code that others can write and an operator's credentials run.
  fsCache: false,
  rebuildFsCache: false,
  moduleCache: false,
  interopDefault: true,
  sourceMaps: false,
  debug: false,
  tryNative: false,
  jsx: false,
  tsconfigPaths: false,
  alias: {},
  nativeModules: [],
  transformModules: [],
  extensions: [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"],
};

interface Loaded {
  exports: unknown;
  /** Reason for which it could not be evaluated: the next importer fails for it too, not for what is missing in it. */
  error?: EvaluationError;
}

/** The mark that jiti's compiler leaves in the place of code that it could not read. */
interface SyntaxMark {
  readonly __JITI_ERROR__?: { readonly line: number; readonly message: string };
}

/**
 * Evaluates configuration files: TypeScript, JavaScript and JSON, in any directory.
 *
 * Not Node's own `require`: that depends on what the process registered for `.ts`, on the nearest package.json
 * (`"type": "module"`) and on a `node_modules` with this project in it; under jest it is another function altogether.
 * jiti compiles every file to CommonJS, line by line, and finds the files and packages that it imports. Its own
 * `require` is used for packages only: it leaves JSON and CommonJS to Node, which reads a file once per process, and
 * marks JSON with a hidden `default`, which the schema of a record would read as a key. Imports of `smus-cdktf` or of
 * this project's own files reach the running project. Files are read anew by every evaluator, once each.
 */
export class Evaluator {
  readonly #loaded = new Map<string, Loaded>();
  readonly #imported = new Set<string>();
  /** The file that is being evaluated. */
  #underWay: string | undefined;

  /** Evaluates a file and returns its exports. @throws EvaluationError naming file, line and cause */
  load(file: string): unknown {
    const known = this.#loaded.get(file);
    if (known?.error !== undefined) throw known.error;
    if (known !== undefined) return known.exports;
    const loaded: Loaded = { exports: {} };
    this.#loaded.set(file, loaded);
    const importer = this.#underWay;
    this.#underWay = file;
    try {
      if (importer === undefined) this.#guarded(file, loaded);
      else this.#evaluate(file, loaded);
    } catch (cause) {
      loaded.error = explain(file, cause, (where) => this.#loaded.has(where));
      throw loaded.error;
    } finally {
      this.#underWay = importer;
    }
    return loaded.exports;
  }

  /** Tells what a file that was evaluated has imported from the rest. */
  isImported(file: string): boolean {
    return this.#imported.has(realpathSync(file));
  }

  /** Evaluates a file with all that it imports: what one file rejects, another may handle. */
  #guarded(file: string, loaded: Loaded): void {
    const { rejected } = watchPromises(() => guardProcess(() => this.#evaluate(file, loaded)));
    if (rejected.length > 0) throw new EvaluationError(file, `a promise was rejected: ${rejected[0]}`);
  }

  #evaluate(file: string, loaded: Loaded): void {
    // Editors on Windows begin a file with a byte order mark, which is no JSON.
    const source = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    if (file.endsWith(".json")) {
      loaded.exports = parseJson(source, file);
      return;
    }
    const jiti = createJiti(file, JITI);
    const code = compile(file, source, jiti);
    const run = vm.compileFunction(code, ["exports", "require", "module", "__filename", "__dirname"], {
      filename: file,
    }) as (...args: unknown[]) => void;
    const require = (specifier: string): unknown => this.#import(specifier, file, jiti);
    run.call(loaded.exports, loaded.exports, require, loaded, file, path.dirname(file));
    const { __JITI_ERROR__: mistake } = (loaded.exports ?? {}) as SyntaxMark;
    if (mistake !== undefined) throw new EvaluationError(file, `line ${mistake.line}: ${mistake.message.trim()}`);
  }

  #import(specifier: string, from: string, jiti: ReturnType<typeof createJiti>): unknown {
    if (specifier === PACKAGE || specifier.startsWith(`${PACKAGE}/`)) return authoring;
    if (!/^(\.|\/|file:)/.test(specifier) && !path.isAbsolute(specifier)) return jiti(specifier);
    const url = jiti.esmResolve(specifier, { try: true });
    if (url === undefined)
      throw new EvaluationError(from, `cannot find ${JSON.stringify(specifier)}${hint(specifier)}`);
    const target = fileURLToPath(url);
    if (isProjectCode(target)) return isHelpers(target) ? authoring : createRequire(__filename)(target);
    this.#imported.add(target);
    return this.load(target);
  }
}

/** Code that was compiled in this process, by file: commands load a directory several times. */
const compiled = new Map<string, { readonly source: string; readonly code: string }>();

/** Compiles a file to CommonJS, line by line; again only when its text has changed. */
function compile(file: string, source: string, jiti: ReturnType<typeof createJiti>): string {
  const known = compiled.get(file);
  if (known?.source === source) return known.code;
  const code = jiti.transform({ source, filename: file, ts: /\.[cm]?ts$/.test(file) });
  compiled.set(file, { source, code });
  return code;
}

/** Parses data. Its mistakes are its own: the stack of such an error names only the file that imports it. */
function parseJson(source: string, file: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new EvaluationError(file, (cause as Error).message, { cause });
  }
}

/** A file that was copied from the project still imports the helpers by their place there. */
function hint(specifier: string): string {
  return /(^|\/)(index|environments|configuration)$/.test(specifier)
    ? ` (the helpers are in ${JSON.stringify(PACKAGE)})`
    : "";
}

/** The project's own code, as opposed to the example's stage files and fragments, which are evaluated. */
function isProjectCode(file: string): boolean {
  const relative = path.relative(PROJECT, file);
  if (relative.startsWith("..") || path.isAbsolute(relative)) return false;
  return OWN_FOLDERS.includes(relative.split(path.sep)[0]);
}

/** The index of this folder's parent, which offers the helpers to those who import it by its path. */
function isHelpers(file: string): boolean {
  const { dir, name } = path.parse(file);
  return dir === path.join(PROJECT, "configuration") && name === "index";
}
