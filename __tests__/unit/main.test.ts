import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");

/** Selecting a stage, as `npx cdktf` does it: main.ts in a process of its own. */
describe("main.ts", () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), "smus-main-"));
  const output = path.join(directory, "cdktf.out");

  beforeAll(() => {
    const minimal = readFileSync(path.join(ROOT, "environments/samples/minimal/main.ts"), "utf8");
    const local = minimal.replace("../../index", "smus-cdktf");
    expect(local).toContain("defineEnvironment({");
    const state = 'state: { backend: "cloud", organization: "acme", workspacePrefix: "smus" },';
    writeFileSync(path.join(directory, "main.ts"), local);
    const hosted = local.replace("defineEnvironment({", `defineEnvironment({\n  ${state}`);
    const others = hosted.replaceAll("111111111111", "333333333333").replaceAll("222222222222", "444444444444");
    writeFileSync(path.join(directory, "hosted.ts"), others.replace("acme-data", "acme-hosted"));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function synthesize(variables: Record<string, string>): { status: number | null; stderr: string } {
    rmSync(output, { recursive: true, force: true });
    const { TF_WORKSPACE: _workspace, SMUS_STAGE: _stage, AWS_ENDPOINT_URL: _endpoint, ...inherited } = process.env;
    return spawnSync(process.execPath, ["-r", "./bin/typescript.js", "main.ts"], {
      cwd: ROOT,
      env: { ...inherited, SMUS_ENVIRONMENTS_DIR: directory, CDKTF_OUTDIR: output, ...variables },
      encoding: "utf8",
    });
  }

  test.each([
    [{}, "TF_WORKSPACE is not set: it selects the stage. Stages: hosted, main"],
    [{ TF_WORKSPACE: "prod" }, `no stage "prod" in ${directory}. Stages: hosted, main`],
    [{ SMUS_STAGE: "main" }, "SMUS_STAGE selects stages whose states are in Terraform Cloud"],
    [{ SMUS_STAGE: "hosted", TF_WORKSPACE: "hosted" }, "both TF_WORKSPACE (hosted) and SMUS_STAGE (hosted) are set"],
    [{ TF_WORKSPACE: "main", SMUS_ACCESS: "write" }, 'SMUS_ACCESS is "write"; allowed: deploy, plan'],
    [
      { TF_WORKSPACE: "main", SMUS_PROTECTION: "none" },
      "SMUS_PROTECTION=none works only while AWS_ENDPOINT_URL points at this machine",
    ],
  ])("refuses %j in one line and writes nothing", (variables, message) => {
    const { status, stderr } = synthesize(variables);
    expect([status, stderr.trim().split("\n")]).toEqual([1, [expect.stringContaining(message)]]);
    expect(existsSync(path.join(output, "manifest.json"))).toBe(false);
  });

  test("synthesizes into a directory whose parents are missing", () => {
    const nested = path.join(directory, "build", "ci", "cdktf.out");
    expect(synthesize({ TF_WORKSPACE: "main", CDKTF_OUTDIR: nested })).toMatchObject({ status: 0, stderr: "" });
    expect(existsSync(path.join(nested, "manifest.json"))).toBe(true);
  });

  describe("with a lock file beside the stage files", () => {
    const kept = path.join(directory, ".terraform.lock.hcl");
    const hashes = 'hashes = [\n"h1:known=",\n]';
    const provider = (name: string): string =>
      `provider "registry.terraform.io/hashicorp/${name}" {\nversion = "5.100.0"\n${hashes}\n}\n`;
    afterEach(() => rmSync(kept, { force: true }));

    test("puts it beside every stack, reduced to what the stack needs", () => {
      writeFileSync(kept, provider("aws") + provider("tfe"));
      expect(synthesize({ TF_WORKSPACE: "main" })).toMatchObject({ status: 0, stderr: "" });
      const stacks = readdirSync(path.join(output, "stacks"));
      expect(stacks.length).toBeGreaterThan(3);
      for (const stack of stacks) {
        const text = readFileSync(path.join(output, "stacks", stack, ".terraform.lock.hcl"), "utf8");
        expect([...text.matchAll(/^provider "(.*)"/gm)].map(([, address]) => address)).toEqual([
          "registry.terraform.io/hashicorp/aws",
        ]);
      }
    });

    test("refuses a broken one in one line", () => {
      writeFileSync(kept, `<<<<<<< HEAD\n${provider("aws")}`);
      const { status, stderr } = synthesize({ TF_WORKSPACE: "main" });
      const line = expect.stringContaining("is no lock file of Terraform: line 1") as unknown;
      expect([status, stderr.trim().split("\n")]).toEqual([1, [line]]);
      expect(existsSync(output)).toBe(false);
    });
  });

  test("takes the stage of states in Terraform Cloud from SMUS_STAGE, since terraform refuses TF_WORKSPACE there", () => {
    const { status, stderr } = synthesize({ SMUS_STAGE: "hosted" });
    expect([status, stderr]).toEqual([0, ""]);
    const stack = readFileSync(path.join(output, "stacks", "governance-domain", "cdk.tf.json"), "utf8");
    expect(JSON.parse(stack)).toMatchObject({
      terraform: { cloud: { organization: "acme", workspaces: { name: "smus-governance-domain-hosted" } } },
    });
  });
});
