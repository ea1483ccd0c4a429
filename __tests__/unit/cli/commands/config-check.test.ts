import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readOptions, report } from "../../../../cli/commands/config-check";

const ROOT = path.resolve(__dirname, "../../../..");
const TWENTY_MISTAKES = path.join(ROOT, "__tests__/fixtures/environments/twenty-mistakes");

describe("config:check", () => {
  const example = readOptions([], {});

  test("says what every stage holds", () => {
    const { text, ok } = report(example);
    expect(ok).toBe(true);
    expect(text).toContain('dev: joins domain "example-data" of stage shared in data-governance, us-east-1');
    expect(text).toContain("  2 accounts: finance-dev (100000000011), marketing-dev (100000000021)");
    expect(text).toMatch(
      / {2}10 stacks: finance-dev-state, .*\n {2}2 pools: dev-finance, dev-marketing\n {2}3 profiles: /,
    );
    expect(text).toMatch(/ok: 4 stages$/);
  });

  test("says what use cases become, in words and in JSON", () => {
    const sample = { ...example, directory: path.join(ROOT, "environments/samples/comprehensive") };
    const { text } = report({ ...sample, stage: "core" });
    expect(text).toContain("  use case gene-expression: consumer, from the template llm-fine-tuning\n");
    expect(text).toContain(
      "    prod: account research-prod (300000000021), production\n      project Gene expression production (",
    );
    expect(text).toContain(
      "      deployed as role globex-gene-expression-prod-deploy\n      released by governance-office; on the",
    );
    expect(report({ ...sample, stage: "prod" }).text).toContain(
      "  2 use cases: gene-expression (deployment), sample-size (deployment)",
    );
    const { useCases } = JSON.parse(report({ ...sample, json: true }).text) as { useCases: { useCase: string }[] };
    expect(useCases.map(({ useCase }) => useCase)).toEqual(["gene-expression", "read-quality", "sample-size"]);
  });

  test("checks one stage", () => {
    expect(report({ ...example, stage: "prod" }).text).toMatch(/^prod: [^]*ok: 1 stage$/);
    expect(report({ ...example, stage: "porduction" })).toMatchObject({ ok: false });
  });

  test("takes the directory from the command line, else from the environment, else `environments` here", () => {
    expect(readOptions(["--environments", "/a"], { SMUS_ENVIRONMENTS_DIR: "/b" }).directory).toBe("/a");
    const elsewhere = { SMUS_ENVIRONMENTS_DIR: "/b" };
    expect(readOptions(["--stage", "dev"], elsewhere)).toEqual({ json: false, stage: "dev", directory: "/b" });
    expect(readOptions([], { SMUS_ENVIRONMENTS_DIR: "" }).directory).toBe(path.join(ROOT, "environments"));
  });

  test("exits with 1 and every problem, from any working directory", () => {
    const run = spawnSync("node", [path.join(ROOT, "bin/smus.js"), "config:check"], {
      cwd: os.tmpdir(),
      env: {
        ...process.env,
        SMUS_ENVIRONMENTS_DIR: TWENTY_MISTAKES,
      },
      encoding: "utf8",
    });
    expect([run.status, run.stdout]).toEqual([1, ""]);
    expect(run.stderr.match(/^ {2}\[/gm)).toHaveLength(20);
    expect(run.stderr).toMatch(/^dev.ts: 11 problems$/m);
  });

  test("says what is only unwise in a section of its own, and exits with 0", () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), "unwise-"));
    writeFileSync(
      path.join(directory, "main.json"),
      JSON.stringify({
        protection: "none",
        governanceAccount: "g",
        accounts: { g: { id: "000000000041", production: true } },
        domain: { name: "other", region: "xx-nowhere-1" },
      }),
    );
    const run = spawnSync("node", ["bin/smus.js", "config:check", "--environments", directory], {
      cwd: ROOT,
      encoding: "utf8",
    });
    rmSync(directory, { recursive: true });
    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(
      /^main: owns domain [^]*\nwarnings, which stop nothing:\nmain\.json: 2 warnings\n {2}\[REGION_UNKNOWN\] domain\.region: .*\n {2}\[PROTECTION_NONE\] protection: .*\nok: 1 stage, 2 warnings\n$/,
    );
    expect(run.status).toBe(0);
  });

  test("reads TypeScript in a directory outside of the project, in a process of its own", () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), "smus-outside-"));
    const sample = readFileSync(path.join(ROOT, "environments/samples/minimal/main.ts"), "utf8");
    writeFileSync(path.join(directory, "package.json"), '{ "type": "module" }');
    writeFileSync(path.join(directory, "main.ts"), sample.replace("../../index", "smus-cdktf"));
    const args = ["bin/smus.js", "config:check", "--environments", directory];
    const run = spawnSync("node", args, { cwd: ROOT, encoding: "utf8" });
    rmSync(directory, { recursive: true });
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/^main: owns domain "acme-data"[^]*ok: 1 stage\n$/);
  });

  test("answers a wrong option with its usage", () => {
    const run = spawnSync("node", ["bin/smus.js", "config:check", "--stag", "dev"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect([run.status, run.stderr]).toEqual([
      1,
      expect.stringMatching(/^Unknown option .*; usage: smus config:check --help\n$/),
    ]);
  });

  test("prints JSON for programs, problems too", () => {
    const found = report({ directory: TWENTY_MISTAKES, json: true });
    const { ok, problems } = JSON.parse(found.text) as {
      ok: boolean;
      problems: { code: string; file: string; fix: string }[];
    };
    expect([found.ok, ok, problems.length]).toEqual([false, false, 20]);
    expect(problems.filter(({ code, fix }) => !/^[A-Z_]+$/.test(code) || fix === "")).toEqual([]);
    expect(problems[0]).toMatchObject({ file: "dev.ts" });
    expect(JSON.parse(report({ ...example, json: true }).text)).toMatchObject({
      ok: true,
      stages: ["shared", "dev", "staging", "prod"],
    });
  });
});
