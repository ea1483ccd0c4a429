import { App } from "cdktf";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { composeStage } from "../../../stacks/compose";
import { synthesizeStage } from "../../../stacks/synthesis";
import { DEPLOY, stageOf } from "../../support/stages";

/** Small stacks: accounts without blueprints have one, with a function. */
const ACCOUNTS = 20;

describe("synthesizeStage", () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), "smus-synthesis-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const members = Array.from(
    { length: ACCOUNTS },
    (_, n) => [`member-${n}`, { id: String(200000000000 + n) }] as const,
  );
  const stage = stageOf({
    organization: { namePrefix: "many" },
    state: { backend: "local", directory: "states" },
    governanceAccount: "governance",
    accounts: { governance: { id: "111111111111" }, ...Object.fromEntries(members) },
    domain: { name: "many", region: "us-east-1" },
  });

  /** All files below a directory with their content. */
  function contents(root: string): Record<string, string> {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
    return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(root, name), "latin1")]));
  }

  test("writes one stack at a time to the files that one app of all stacks writes", () => {
    const [whole, parts] = [path.join(directory, "whole"), path.join(directory, "parts")];
    const app = new App({ outdir: whole });
    composeStage(app, stage, [stage], DEPLOY);
    app.synth();
    synthesizeStage({ stage, stages: [stage], options: DEPLOY, outdir: parts });

    const [expected, actual] = [contents(whole), contents(parts)];
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    expect(Object.keys(expected).filter((name) => actual[name] !== expected[name])).toEqual([]);
    const manifest = JSON.parse(actual["manifest.json"]) as { stacks: Record<string, { dependencies: string[] }> };
    expect(Object.keys(manifest.stacks)).toHaveLength(ACCOUNTS + 2);
    expect(manifest.stacks["governance-domain"]?.dependencies).toEqual(["governance-foundation"]);
  });

  test("fails with what stands in the way of a stack, and writes nothing", () => {
    const outdir = path.join(directory, "failing");
    mkdirSync(path.join(outdir, "stacks"), { recursive: true });
    writeFileSync(
      path.join(outdir, "stacks", "governance-domain"),
      "a file where the last stack's directory should be",
    );
    expect(() => synthesizeStage({ stage, stages: [stage], options: DEPLOY, outdir })).toThrow(/governance-domain/);
    expect(Object.keys(contents(outdir))).toEqual([path.join("stacks", "governance-domain")]);
  });

  test("leaves an earlier synthesis as it was where one of the last stacks cannot be built, and says which", () => {
    const outdir = path.join(directory, "whole-or-not-at-all");
    synthesizeStage({ stage, stages: [stage], options: DEPLOY, outdir });
    mkdirSync(path.join(outdir, "stacks", "member-3-foundation", ".terraform"));
    writeFileSync(path.join(outdir, "stacks", "member-3-foundation", ".terraform", "environment"), "dev");
    const before = contents(outdir);
    const description = "${TfToken[TOKEN.0]}";
    const broken = { ...stage, domain: { ...stage.domain, description } };
    expect(() => synthesizeStage({ stage: broken, stages: [broken], options: DEPLOY, outdir })).toThrow(
      /^dev: 1 problem\n {2}\[COMPOSITION_FAILED\] domain: got stack governance-domain: /,
    );
    expect(contents(outdir)).toEqual(before);
    synthesizeStage({ stage, stages: [stage], options: DEPLOY, outdir });
    expect(contents(outdir)).toEqual(before);
  });
});
