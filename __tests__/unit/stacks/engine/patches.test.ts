import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../../..");

/** Three `terraform_data` in a stack, synthesized in a process of its own: what the engine does there is observable. */
const PROGRAM = `
  const patched = process.argv[1] === "patched";
  require("${ROOT}/bin/typescript");
  if (patched) require("${ROOT}/stacks/engine/patches").patchEngine();
  const { App, DataResource, TerraformOutput, TerraformStack } = require("cdktf");
  const isArray = require("node:util").isArray;
  let asked = false;
  if (!patched) require("node:util").isArray = (value) => ((asked = true), isArray(value));
  const { mkdtempSync } = require("node:fs");
  const lazy = require("cdktf").Lazy.anyValue({ produce: () => 1 });
  const app = new App({ outdir: mkdtempSync(process.env.HOME + "/out-") });
  const stack = new TerraformStack(app, "stack");
  for (const id of ["A", "B", "C"]) new DataResource(stack, id, { input: id });
  new TerraformOutput(stack, "Output", { value: { a: 1 } });
  app.synth();
  const isArrayDeprecated = patched ? isArray !== Array.isArray : asked;
  const { TokenString } = require("cdktf/lib/tokens/private/encoding");
  const { test } = TokenString.prototype;
  let tokenTests = 0;
  TokenString.prototype.test = function () { tokenTests++; return test.call(this); };
  const { DefaultTokenResolver, StringConcat, Tokenization } = require("cdktf");
  Tokenization.resolve({ a: ["x"] }, { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
  const { keysToSnakeCase } = require("cdktf/lib/util");
  keysToSnakeCase({ dependsOn: 1 });
  const { replace } = String.prototype;
  let conversions = 0;
  String.prototype.replace = function (...args) { conversions++; return replace.apply(this, args); };
  keysToSnakeCase({ dependsOn: 1 });
  console.log(JSON.stringify({ traceLines: lazy.creationStack.length, tokenTests, conversions, isArrayDeprecated }));
`;

interface Observation {
  /** True where an output asks the function of `node:util` that Node.js calls deprecated. */
  readonly isArrayDeprecated: boolean;
  readonly traceLines: number;
  /** Number of searches of plain data for tokens by regular expression. */
  readonly tokenTests: number;
  /** Number of replacements in a name that was converted before. */
  readonly conversions: number;
  /** Number of calls of `terraform version`. */
  readonly versionQuestions: number;
}

function observe(mode: "patched" | "unpatched", withTerraform: boolean): Observation {
  const directory = mkdtempSync(join(tmpdir(), "smus-fake-terraform-"));
  const log = join(directory, "asked");
  if (withTerraform) {
    const fake = join(directory, "terraform");
    writeFileSync(fake, `#!/bin/sh\necho asked >> "${log}"\necho "Terraform v1.11.4"\n`);
    chmodSync(fake, 0o755);
  }
  // Only this directory, node's and the shell's: no terraform that happens to be installed.
  const path = [directory, resolve(process.execPath, ".."), "/bin"].join(delimiter);
  const ran = spawnSync(process.execPath, ["-e", PROGRAM, mode], {
    cwd: ROOT,
    env: { PATH: path, HOME: directory, CHECKPOINT_DISABLE: "1" },
    encoding: "utf8",
  });
  const versionQuestions = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").length : 0;
  rmSync(directory, { recursive: true, force: true });
  if (ran.status !== 0) throw new Error(ran.stderr);
  const observed = JSON.parse(ran.stdout.trim().split("\n").at(-1) ?? "") as Omit<Observation, "versionQuestions">;
  return { ...observed, versionQuestions };
}

describe("engine without patches", () => {
  // When this fails, the engine has changed: remove the patch that it names from stacks/engine/patches.ts.
  const unpatched = observe("unpatched", true);

  it("still walks the stack for every token: the patch of its capture is needed", () => {
    expect(unpatched.traceLines).toBeGreaterThan(0);
  });

  it("still asks terraform for its version once per terraform_data: the patch of the validation is needed", () => {
    expect(unpatched.versionQuestions).toBeGreaterThanOrEqual(3);
  });

  it("still searches plain data for tokens: the patch of resolve is needed", () => {
    expect(unpatched.tokenTests).toBeGreaterThan(0);
  });

  it("still converts a name each time: the patch of the conversion is needed", () => {
    expect(unpatched.conversions).toBeGreaterThan(0);
  });

  it("still asks a deprecated function whether an output is a list: its replacement is needed, but with CDK Terrain", () => {
    expect(unpatched.isArrayDeprecated).toBe(!existsSync(join(ROOT, "node_modules", "cdktn")));
  });
});

/** Nothing of what the patches take away. */
const QUIET: Observation = {
  traceLines: 0,
  tokenTests: 0,
  conversions: 0,
  versionQuestions: 0,
  isArrayDeprecated: false,
};

describe("patchEngine", () => {
  it("keeps no creation traces, asks for no version, leaves plain data alone and converts a name once", () => {
    expect(observe("patched", true)).toEqual(QUIET);
  });

  it("synthesizes where no terraform is installed: the runner checks the version anyway", () => {
    expect(observe("patched", false)).toEqual(QUIET);
  });
});
