import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { synthesizeStages } from "../../../../runner/synthesis";
import { productOf } from "../../../../runner/synthesis/product";

const ROOT = resolve(__dirname, "../../../..");
const directory = mkdtempSync(join(tmpdir(), "smus-old-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), text);
}

/** A version before 0.2: main.ts synthesizes while it is loaded, and reads the variables of its process. Compiled by ts-node. */
const OLD_MAIN = `
  import { mkdirSync, writeFileSync } from "node:fs";
  import * as path from "node:path";
  import { loadAllStages } from "./environments";
  const { TF_WORKSPACE: stage = "", SMUS_STAGE: other, CDKTF_OUTDIR: out = "", SMUS_ENVIRONMENTS_DIR: files = "" } = process.env;
  if (other !== undefined) throw new Error("both");
  const known: readonly string[] = loadAllStages(files).map(({ name }) => name);
  if (!known.includes(stage)) throw new Error("no stage " + stage);
  mkdirSync(path.join(out, "stacks"));
  writeFileSync(path.join(out, "manifest.json"), JSON.stringify({ stage, pid: process.pid, cwd: process.cwd() }));
`;
const OLD_ENVIRONMENTS = `
  import { readdirSync } from "node:fs";
  export class ConfigurationError extends Error { override readonly name = "ConfigurationError"; }
  export function loadAllStages(directory: string): readonly { readonly name: string }[] {
    const names = readdirSync(directory).map((file) => file.replace(".json", ""));
    if (names.includes("broken")) throw new ConfigurationError("broken.json: 1 problem");
    return names.sort().reverse().map((name) => ({ name }));
  }
`;

const request = (files: string, output: string, stages: readonly string[] = []) => ({
  root: join(directory, "old"),
  environmentsDirectory: join(directory, files),
  name: "the base",
  workingDirectory: directory,
  outputDirectory: join(directory, output),
  environment: { PATH: process.env.PATH, SMUS_STAGE: "another" },
  stages,
});

beforeAll(() => {
  write("old/main.ts", OLD_MAIN);
  write("old/environments/index.ts", OLD_ENVIRONMENTS);
  write("old/tsconfig.json", "{}");
  // A stand-in for ts-node with the compiler that we have.
  write("old/node_modules/ts-node/register.js", `require(${JSON.stringify(join(ROOT, "bin/typescript.js"))});`);
  for (const name of ["dev", "prod", "shared"]) write(`files/${name}.json`, "{}");
  write("bad/broken.json", "{}");
});

describe("a checkout of a version before 0.2", () => {
  test("is synthesized by its own main.ts, each stage in a process of its own, in its own order", async () => {
    await synthesizeStages(request("files", "all"));
    expect(JSON.parse(readFileSync(join(directory, "all/stages.json"), "utf8"))).toEqual(["shared", "prod", "dev"]);
    const manifests = ["shared", "prod", "dev"].map(
      (stage) =>
        JSON.parse(readFileSync(join(directory, "all", stage, "manifest.json"), "utf8")) as {
          stage: string;
          pid: number;
          cwd: string;
        },
    );
    expect(manifests.map(({ stage, cwd }) => [stage, cwd])).toEqual([
      ["shared", directory],
      ["prod", directory],
      ["dev", directory],
    ]);
    expect(new Set(manifests.map(({ pid }) => pid)).size).toBe(3);
  });

  test("leaves out stages that it does not have", async () => {
    await synthesizeStages(request("files", "some", ["dev", "newer"]));
    expect(readdirSync(join(directory, "some")).sort()).toEqual(["dev", "stages.json"]);
  });

  test("names the package that it needs and does not have", async () => {
    for (const [imported, name] of Object.entries({ "left-pad/lib": "left-pad", "@scope/it/x": "@scope/it" })) {
      write("without/main.ts", "");
      write("without/environments/index.ts", `import "${imported}";`);
      write("without/node_modules/ts-node/register.js", `require(${JSON.stringify(join(ROOT, "bin/typescript.js"))});`);
      const failure = synthesizeStages({ ...request("files", "none"), root: join(directory, "without") });
      await expect(failure).rejects.toThrow(
        `the base could not be synthesized: it needs the package ${name}, which is not installed here; without --shared-packages it gets its own`,
      );
    }
  });

  test("tells of problems of its configuration without a trace", async () => {
    await expect(synthesizeStages(request("bad", "none"))).rejects.toMatchObject({
      message: "the base could not be synthesized",
      detail: "broken.json: 1 problem",
    });
  });
});

describe("the code that a directory is synthesized with", () => {
  test("is the package that is installed there or above, else the clone, else the code that runs", () => {
    write("repository/package.json", "{}");
    write("repository/main.ts", "another program");
    write("repository/node_modules/smus-cdktf/bin/smus.js", "");
    const program = join(directory, "repository/node_modules/smus-cdktf/bin/smus.js");
    expect(productOf(join(directory, "repository"))).toEqual({ synthesis: [program, "synth"], program: [program] });
    expect(productOf(join(directory, "repository/data")).program).toEqual([program]);
    expect(productOf(ROOT).program).toEqual([join(ROOT, "bin/smus.js")]);
    expect(productOf(join(directory, "files")).program).toEqual([join(ROOT, "bin/smus.js")]);
  });

  test("is not a main.ts of another project, or of the days between the two programs", () => {
    write("between/main.ts", "");
    write("between/configuration/index.ts", "");
    write("between/node_modules/x/package.json", "{}");
    expect(() => productOf(join(directory, "between"))).toThrow(
      /between has a main\.ts, but neither the program smus /,
    );
  });

  test("needs packages where it is a clone", () => {
    write("fresh/bin/smus.js", "");
    expect(() => productOf(join(directory, "fresh"))).toThrow(/fresh has no packages: run npm ci$/);
  });
});
