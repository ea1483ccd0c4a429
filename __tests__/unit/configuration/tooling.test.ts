import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readOptions, report } from "../../../scripts/config-check";
import { documentedObjects, REFERENCE_FILE, renderReference } from "../../../tools/generate-configuration-reference";

const ROOT = path.resolve(__dirname, "../../..");
const TWENTY_MISTAKES = path.join(ROOT, "__tests__/fixtures/environments/twenty-mistakes");

describe("config:check", () => {
  const example = readOptions([], undefined);

  test("says what every stage holds", () => {
    const { text, ok } = report(example);
    expect(ok).toBe(true);
    expect(text).toContain('dev: joins domain "example-data" of stage shared in data-governance, us-east-1');
    expect(text).toContain("  2 accounts: finance-dev (100000000011), marketing-dev (100000000021)");
    expect(text).toMatch(
      / {2}9 stacks: finance-dev-state, .*\n {2}2 pools: dev-finance, dev-marketing\n {2}3 profiles: /,
    );
    expect(text).toMatch(/ok: 4 stages$/);
  });

  test("checks one stage", () => {
    expect(report({ ...example, stage: "prod" }).text).toMatch(/^prod: [^]*ok: 1 stage$/);
    expect(report({ ...example, stage: "porduction" })).toMatchObject({ ok: false });
  });

  test("takes the directory from the command line, else from the environment, else the shipped one", () => {
    expect(readOptions(["--environments", "/a"], "/b").directory).toBe("/a");
    expect(readOptions(["--stage", "dev"], "/b")).toEqual({ help: false, stage: "dev", directory: "/b" });
    expect(readOptions([], "").directory).toBe(path.join(ROOT, "environments"));
  });

  test("exits with 1 and every problem, from any working directory", () => {
    const run = spawnSync(
      "node",
      ["-r", path.join(ROOT, "node_modules/ts-node/register"), path.join(ROOT, "scripts/config-check.ts")],
      {
        cwd: os.tmpdir(),
        env: {
          ...process.env,
          SMUS_ENVIRONMENTS_DIR: TWENTY_MISTAKES,
          TS_NODE_PROJECT: path.join(ROOT, "tsconfig.json"),
        },
        encoding: "utf8",
      },
    );
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
    const run = spawnSync("node", ["-r", "ts-node/register", "scripts/config-check.ts", "--environments", directory], {
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
    const args = ["-r", "ts-node/register", "scripts/config-check.ts", "--environments", directory];
    const run = spawnSync("node", args, { cwd: ROOT, encoding: "utf8" });
    rmSync(directory, { recursive: true });
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/^main: owns domain "acme-data"[^]*ok: 1 stage\n$/);
  });

  test("answers a wrong option with its usage", () => {
    const run = spawnSync("node", ["-r", "ts-node/register", "scripts/config-check.ts", "--stag", "dev"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining("usage: npm run config:check")]);
  });
});

test.each(["config-check.ts", "policies.ts"])("%s says what it can do", (script) => {
  const run = spawnSync("node", ["-r", "ts-node/register", `scripts/${script}`, "--help"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect([run.status, run.stderr]).toEqual([0, ""]);
  expect(run.stdout).toMatch(/^npm run (config:check|policies) -- \[options\]\n[^]*--stage <name> [^]*--help /);
});

describe("the configuration reference", () => {
  const objects = documentedObjects();

  test("finds documentation on every property that a stage file may have, as completion shows it", () => {
    const undocumented = objects.flatMap(({ place, form, properties }) =>
      properties.filter(({ documentation }) => documentation === "").map(({ name }) => `${place} ${form} ${name}`),
    );
    expect(undocumented).toEqual([]);
    expect(objects.length).toBeGreaterThan(60);
  });

  test("names a default for every property that may be left out", () => {
    const without = objects.flatMap(({ place, properties }) =>
      properties
        .filter(
          ({ required, defaultValue }) => !required && defaultValue === undefined && !place.endsWith(".blueprints"),
        )
        .map(({ name }) => `${place} ${name}`),
    );
    expect(without).toEqual([]);
  });

  test("is the committed file (run tools/generate-configuration-reference.ts after a change of the schema)", () => {
    expect(readFileSync(REFERENCE_FILE, "utf8")).toBe(renderReference(objects));
  });
});
