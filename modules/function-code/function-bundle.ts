import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync, type BuildOptions, version as esbuildVersion } from "esbuild";
import { strToU8, type Zippable, type ZippableFile, zipSync } from "fflate";
import { SEED_FILES, type BundledSeeds } from "../../contracts/aiops/seed-files";
import { PORTAL_FILE } from "../../contracts/application/portal-files";
import { IS_COMPILED } from "../../contracts/own-program";
import { buildPortal } from "../../portal";
import { seedFilesOnDisk, seedFolders } from "../../seeds";
import { isUnchanged, type InputRecord, recordInputs } from "./input-records";

/** The functions of `functions/`, by folder. */
export const FUNCTION_NAMES = [
  "control-plane",
  "account-pool-handler",
  "application-access",
  "application-api",
  "application-projects",
  "application-reports",
  "use-case-seeding",
  "model-promotion",
] as const;

/** One of the functions. */
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** A function's code, ready for a file asset. */
export interface FunctionCode {
  /** Absolute path; the file's name is the hash of its content, so it never changes under a plan. */
  readonly zipPath: string;
  /** Hash that Terraform's `filebase64sha256(zipPath)` gives: `source_code_hash` of `aws_lambda_function`. */
  readonly sourceHashBase64: string;
}

/** Folders of the sources and of the bundles. */
export interface BundleFolders {
  readonly root: string;
  /** @default - `<root>/.smus/functions` */
  readonly cache?: string;
}

/** Record of the recipe and the files from which a bundle was made. */
interface Manifest {
  readonly recipe: string;
  readonly zip: string;
  readonly sourceHashBase64: string;
  readonly inputs: readonly InputRecord[];
}

/**
 * Everything is bundled, the AWS SDK too: the function then runs the version that was tested, not the one that the
 * Lambda runtime happens to bring.
 */
const BUILD: BuildOptions = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  minify: true,
  // Error names reach the operator.
  keepNames: false,
  sourcemap: false,
  treeShaking: true,
  legalComments: "none",
  charset: "utf8",
  logLevel: "silent",
  // The SDK's browser builds and its optional native parts are never reached on Lambda.
  mainFields: ["module", "main"],
  conditions: ["node", "import"],
  define: { "process.env.NODE_ENV": '"production"' },
};

/** Recipe of a function; the names of files beside its code are part of it, since a new one changes none of those that were recorded. */
function recipeOf(name: FunctionName): string {
  const beside = name === "use-case-seeding" ? seedsOf().inputs : [];
  return createHash("sha256")
    .update(JSON.stringify([BUILD, esbuildVersion, 1, ...beside]))
    .digest("hex");
}

const made = new Map<string, FunctionCode>();

/**
 * The deterministic zip of a function: the same sources give the same bytes, on every machine and in every time zone.
 *
 * The first call bundles (about half a second); later ones, in this process or another, compare the recorded inputs.
 *
 * @example
 * const { zipPath, sourceHashBase64 } = bundleFunction("control-plane");
 */
export function bundleFunction(name: FunctionName): FunctionCode {
  const known = made.get(name);
  if (known !== undefined) return known;
  const root = resolve(__dirname, "../..");
  const code = IS_COMPILED ? shipped(name, join(root, FUNCTION_CODE_FOLDER)) : bundle(name, { root });
  made.set(name, code);
  return code;
}

/**
 * Makes `bundleFunction` answer with other code in this process: for tools that compare what two versions of this project
 * emit, where the code itself is not what they ask about.
 */
export function useFunctionCode(name: FunctionName, code: FunctionCode): void {
  made.set(name, code);
}

/** Folder of the bundles that the package brings, below its compiled code. */
export const FUNCTION_CODE_FOLDER = "function-code";

/**
 * The bundle that the package brings: made where it was packed, with the packages that were tested there; those that are
 * installed beside it may be others.
 */
function shipped(name: FunctionName, folder: string): FunctionCode {
  const { zip, sourceHashBase64 } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Manifest;
  return { zipPath: join(folder, zip), sourceHashBase64 };
}

/** `bundleFunction` for given folders, without the memory of this process. */
export function bundle(
  name: FunctionName,
  { root, cache = join(root, ".smus", "functions") }: BundleFolders,
): FunctionCode {
  const manifestPath = join(cache, `${name}.json`);
  const recipe = recipeOf(name);
  const cached = readManifest(manifestPath, recipe);
  if (cached !== undefined && existsSync(join(cache, cached.zip)) && isUnchanged(root, cached.inputs)) {
    return { zipPath: join(cache, cached.zip), sourceHashBase64: cached.sourceHashBase64 };
  }
  const { content, inputs } = build(name, root);
  const hash = createHash("sha256").update(content).digest();
  const manifest: Manifest = {
    recipe,
    zip: `${hash.toString("hex")}.zip`,
    sourceHashBase64: hash.toString("base64"),
    inputs: recordInputs(root, inputs),
  };
  mkdirSync(cache, { recursive: true });
  const zipPath = join(cache, manifest.zip);
  writeWhole(zipPath, content);
  writeWhole(manifestPath, JSON.stringify(manifest));
  return { zipPath, sourceHashBase64: manifest.sourceHashBase64 };
}

function build(name: FunctionName, root: string): { readonly content: Uint8Array; readonly inputs: readonly string[] } {
  const result = buildSync({
    ...BUILD,
    absWorkingDir: root,
    entryPoints: [join("functions", name, "index.ts")],
    write: false,
    metafile: true,
    outfile: "index.js",
  });
  const [output] = result.outputFiles;
  const beside = BESIDE[name]?.(root) ?? { files: {}, inputs: [] };
  // Local time on purpose: fflate writes local time fields, and these are equal everywhere.
  const mtime = new Date(1980, 0, 1, 0, 0, 0);
  const entry = (file: Uint8Array): ZippableFile => [file, { mtime, os: 3, attrs: 0o644 << 16 }];
  const files = { "index.js": output.contents, ...beside.files };
  const entries = Object.entries(files).map(([file, bytes]) => [file, entry(bytes)]);
  const content = zipSync(Object.fromEntries(entries) as Zippable, { level: 9 });
  return { content, inputs: [...Object.keys(result.metafile.inputs), ...beside.inputs] };
}

/** Files beside the code of a function, and what they are made of. */
interface Beside {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly inputs: readonly string[];
}

/** Functions that have files beside their code. */
const BESIDE: Partial<Record<FunctionName, (root: string) => Beside>> = {
  "application-api": portalOf,
  "use-case-seeding": seedsOf,
};

/** Files of the templates of use cases, which the function that seeds repositories renders. */
function seedsOf(): Beside {
  const folders = seedFolders().map((folder) => [folder, seedFilesOnDisk(folder)] as const);
  const seeds: BundledSeeds = Object.fromEntries(folders.map(([name, texts]) => [name, Object.fromEntries(texts)]));
  const inputs = folders.flatMap(([name, texts]) =>
    [...texts.keys()].map((file) => join("seeds", "files", name, file)),
  );
  return { files: { [SEED_FILES]: strToU8(JSON.stringify(seeds)) }, inputs };
}

/** The portal's page, which the function behind the HTTP API serves. */
function portalOf(root: string): Beside {
  const sources = readdirSync(join(root, "portal"), { recursive: true, encoding: "utf8" });
  const inputs = sources.map((file) => join("portal", file)).filter((file) => /\.(ts|css)$/.test(file));
  const files = { [PORTAL_FILE]: strToU8(JSON.stringify(Object.fromEntries(buildPortal()))) };
  return { files, inputs };
}

function readManifest(path: string, recipe: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    return manifest.recipe === recipe ? manifest : undefined;
  } catch {
    return undefined; // none yet, or cut off: bundling again is always right
  }
}

/** Renamed into place: parallel synths never see half a file. */
function writeWhole(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
