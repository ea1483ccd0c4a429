import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import path from "node:path";
import vm from "node:vm";
import { transformSync } from "@swc/core";
import * as authoring from "../authoring";

/** Root of this project's own modules; they are loaded by whatever loaded this file. */
const PROJECT = path.resolve(__dirname, "../..");
/** Name under which configuration files anywhere import the helpers. */
export const PACKAGE = "smus-cdktf";
/** Folders whose modules are the running project's, not configuration to be evaluated. */
const OWN_FOLDERS: readonly string[] = ["configuration", "contracts"];

/** A configuration file that could not be evaluated. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";

  constructor(
    /** File in which it went wrong: the stage's own, or one that it imports. */
    readonly file: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface Loaded {
  exports: unknown;
  map?: SourceMap;
  /** Why it could not be evaluated: whoever imports it next fails for the same reason, not for what is missing in it. */
  error?: EvaluationError;
}

/**
 * Evaluates configuration files: TypeScript, JavaScript and JSON, in any directory.
 *
 * Not Node's own `require`: that depends on what the process registered for `.ts`, on the nearest package.json
 * (`"type": "module"` makes a compiler refuse the file) and on a `node_modules` with this project in it; under jest it is
 * another function altogether. Here every file becomes CommonJS through swc, and imports of `smus-cdktf` or of this
 * project's own files reach the running project. Files are read anew by every evaluator, once each.
 */
export class Evaluator {
  readonly #loaded = new Map<string, Loaded>();
  readonly #imported = new Set<string>();

  /** What the file exports. @throws EvaluationError naming file, line and cause */
  load(file: string): unknown {
    const known = this.#loaded.get(file);
    if (known?.error !== undefined) throw known.error;
    if (known !== undefined) return known.exports;
    const loaded: Loaded = { exports: {} };
    this.#loaded.set(file, loaded);
    try {
      this.#evaluate(file, loaded);
    } catch (cause) {
      loaded.error = cause instanceof EvaluationError ? cause : this.#explain(file, cause);
      throw loaded.error;
    }
    return loaded.exports;
  }

  /** Whether a file that was evaluated has imported this one. */
  isImported(file: string): boolean {
    return this.#imported.has(file);
  }

  #evaluate(file: string, loaded: Loaded): void {
    // Editors on Windows begin a file with a byte order mark, which is no JSON.
    const source = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
    if (file.endsWith(".json")) {
      loaded.exports = JSON.parse(source);
      return;
    }
    const { code, map } = transformSync(source, {
      filename: file,
      swcrc: false,
      configFile: false,
      sourceMaps: true,
      module: { type: "commonjs" },
      jsc: { target: "es2022", parser: { syntax: "typescript" } },
    });
    if (map !== undefined) loaded.map = new SourceMap(JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0]);
    const wrapped = vm.runInThisContext(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, {
      filename: file,
    }) as (...args: unknown[]) => void;
    const { require } = { require: (specifier: string) => this.#import(specifier, file) };
    wrapped.call(loaded.exports, loaded.exports, require, loaded, file, path.dirname(file));
  }

  #import(specifier: string, from: string): unknown {
    if (specifier === PACKAGE || specifier.startsWith(`${PACKAGE}/`)) return authoring;
    const own = createRequire(from);
    if (!specifier.startsWith(".") && !path.isAbsolute(specifier)) return own(specifier);
    const target = resolveFile(path.resolve(path.dirname(from), specifier));
    if (target === undefined)
      throw new EvaluationError(from, `cannot find ${JSON.stringify(specifier)}${hint(specifier)}`);
    if (target === path.join(PROJECT, "configuration", "index.ts")) return authoring;
    if (!isProjectCode(target)) {
      this.#imported.add(target);
      return this.load(target);
    }
    return createRequire(__filename)(target);
  }

  #explain(file: string, cause: unknown): EvaluationError {
    // Not `instanceof Error`: the file ran in another V8 context than jest's.
    const { message, stack = "" } = cause as Partial<Error>;
    // What was imported is called `(0 , _fragment.name)` in the code that swc makes.
    const readable = (message ?? String(cause)).replace(/\(0 , _\w+\.(\w+)\)/g, "$1");
    const text = readable.split("\n").filter((line) => line.trim() !== "");
    // swc's errors have no stack of ours; they say where it is in a frame, of which line and text are enough.
    const frame = /,-\[(.+):(\d+):\d+\]/.exec(message ?? "");
    if (frame !== null)
      return new EvaluationError(file, `line ${frame[2]}: ${text[0].replace(/^\s*x\s*/, "")}`, { cause });
    for (const [, where, line, column] of stack.matchAll(/(?:\(|at )([^()\s]+):(\d+):(\d+)\)?/g)) {
      const map = this.#loaded.get(where)?.map;
      if (map === undefined) continue;
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1) as { originalLine?: number };
      const at = entry.originalLine === undefined ? "" : `line ${entry.originalLine + 1}: `;
      return new EvaluationError(where, `${at}${text[0]}`, { cause });
    }
    return new EvaluationError(file, text[0] ?? "unknown error", { cause });
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

const EXTENSIONS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];

/** Node's rules for a relative import, with `.ts` first, and `./x.js` for `./x.ts` as TypeScript's ESM style writes it. */
function resolveFile(base: string): string | undefined {
  const candidates = [
    base,
    base.replace(/\.([cm]?)js$/, ".$1ts"),
    ...EXTENSIONS.map((extension) => base + extension),
    ...EXTENSIONS.map((extension) => path.join(base, `index${extension}`)),
  ];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
}
