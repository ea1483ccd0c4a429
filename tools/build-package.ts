import { transformFileSync } from "@swc/core";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { bundle, FUNCTION_CODE_FOLDER, FUNCTION_NAMES } from "../modules/function-code/function-bundle";
import { bundleScript, SHIPPED_SCRIPT } from "../pages/build";
import { ARROWS } from "./architecture/arrows";

/**
 * Writes `dist/`, what the package holds beside `bin/smus.js`: the compiled code in the folders of the sources, so that paths
 * from file to file stay; bundles of the functions and of the pages' scripts, made with the packages of the lock file; files
 * that are read at run time; and types of what stage files import.
 *
 * `npm pack` runs it (`prepack`).
 */
const ROOT = resolve(__dirname, "..");
const DIST = join(ROOT, "dist");

/** Folders whose sources run; functions and the pages' scripts are bundled instead. */
const COMPILED = Object.keys(ARROWS).filter((folder) => !["environments", "functions", "main.ts"].includes(folder));
const BUNDLED = ["pages", join("topology", "page"), "portal"].map((page) => join(page, "browser"));
/** Files that are read at run time, as they are: the version, styles, Python, templates of use cases, the runtime of the emulator's functions, the sample. */
const READ = [
  "package.json",
  "topology/page/styles",
  "portal/styles",
  "sandbox/moto",
  "sandbox/requirements.txt",
  "packages/emulator/services/lambda/runtime.ts",
  "environments/samples/minimal",
  "seeds/files",
];

function sources(): string[] {
  const below = COMPILED.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  return ["main.ts", ...below].filter(
    (file) =>
      file.endsWith(".ts") &&
      !file.endsWith(".d.ts") &&
      !BUNDLED.some((folder) => file.startsWith(folder)) &&
      !/node_modules/.test(file),
  );
}

function compile(file: string): void {
  const { code } = transformFileSync(join(ROOT, file), {
    swcrc: false,
    configFile: false,
    sourceMaps: false,
    module: { type: "commonjs" },
    jsc: { target: "es2022", keepClassNames: true, parser: { syntax: "typescript" } },
  });
  write(file.replace(/\.ts$/, ".js"), code);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(DIST, file)), { recursive: true });
  writeFileSync(join(DIST, file), text);
}

function writeBundles(): void {
  for (const name of FUNCTION_NAMES) {
    const { zipPath, sourceHashBase64 } = bundle(name, { root: ROOT });
    const zip = `${name}.zip`;
    write(join(FUNCTION_CODE_FOLDER, `${name}.json`), JSON.stringify({ zip, sourceHashBase64 }));
    cpSync(zipPath, join(DIST, FUNCTION_CODE_FOLDER, zip));
  }
  for (const page of [join("topology", "page"), "portal"])
    write(join(page, SHIPPED_SCRIPT), bundleScript(join(ROOT, page)));
}

/** Types of what stage files import, and of what that imports. */
function writeTypes(): void {
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "tools/package/tsconfig.json"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`types could not be written:\n${stdout}`);
}

rmSync(DIST, { recursive: true, force: true });
for (const file of sources()) compile(file);
for (const file of READ) cpSync(join(ROOT, file), join(DIST, file), { recursive: true });
writeBundles();
writeTypes();
