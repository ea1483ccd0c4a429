import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { committedFiles, compareCommitted, writeCommitted } from "../../../runner/committed-configurations";

const ROOT = join(__dirname, "../../..");
const files = (contents: Record<string, string>) =>
  new Map(Object.entries(contents).map(([path, text]) => [path, Buffer.from(text)]));
const DEV = files({ "stacks/a-domain/cdk.tf.json": "{}\n", "stacks/a-domain/assets/code.zip": "zip" });
const PROD = files({ "stacks/b-domain/cdk.tf.json": "{}\n" });

describe("the directory of committed JSON", () => {
  let directory: string;
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  beforeEach(() => (directory = join(mkdtempSync(join(tmpdir(), "smus-committed-test-")), "synthesized")));
  afterEach(() => rmSync(dirname(directory), { recursive: true, force: true }));

  it("is up to date after it was written, and then writing changes nothing", () => {
    const stages = new Map([["dev", DEV]]);
    expect(writeCommitted(directory, stages, true)).toHaveLength(3);
    expect(readFileSync(join(directory, "dev/stacks/a-domain/assets/code.zip"), "utf8")).toBe("zip");
    expect(compareCommitted(directory, stages, true)).toEqual([]);
    expect(writeCommitted(directory, stages, true)).toEqual([]);
  });

  it("is not up to date with a file missing, changed or left over; writing repairs it", () => {
    const stages = new Map([["dev", DEV]]);
    writeCommitted(directory, stages, true);
    rmSync(join(directory, "dev/stacks/a-domain/assets/code.zip"));
    put("dev/stacks/a-domain/cdk.tf.json", "{ }");
    put("dev/stacks/gone-sharing/cdk.tf.json", "{}");
    const expected = [
      { path: "dev/stacks/a-domain/assets/code.zip", problem: "missing" },
      { path: "dev/stacks/a-domain/cdk.tf.json", problem: "changed" },
      { path: "dev/stacks/gone-sharing/cdk.tf.json", problem: "left over" },
    ];
    expect(compareCommitted(directory, stages, true)).toEqual(expected);
    expect(writeCommitted(directory, stages, true)).toEqual(expected);
    expect(existsSync(join(directory, "dev/stacks/gone-sharing"))).toBe(false);
    expect(compareCommitted(directory, stages, true)).toEqual([]);
  });

  it("loses stages that are gone, unless one stage alone is written", () => {
    writeCommitted(
      directory,
      new Map([
        ["dev", DEV],
        ["prod", PROD],
      ]),
      true,
    );
    writeCommitted(directory, new Map([["dev", DEV]]), false);
    expect(existsSync(join(directory, "prod/stacks/b-domain/cdk.tf.json"))).toBe(true);
    expect(
      compareCommitted(
        directory,
        new Map([
          ["dev", DEV],
          ["prod", PROD],
        ]),
        true,
      ),
    ).toEqual([]);
    writeCommitted(directory, new Map([["dev", DEV]]), true);
    expect(existsSync(join(directory, "prod"))).toBe(false);
  });

  it("keeps lock files of Terraform while their stack exists", () => {
    const lock = "dev/stacks/a-domain/.terraform.lock.hcl";
    writeCommitted(directory, new Map([["dev", DEV]]), true);
    put(lock, "lock");
    expect(writeCommitted(directory, new Map([["dev", DEV]]), true)).toEqual([]);
    expect(writeCommitted(directory, new Map([["dev", PROD]]), true)).toContainEqual({
      path: lock,
      problem: "left over",
    });
  });

  it("refuses a directory with other files in it", () => {
    put("README.md", "mine");
    expect(() => writeCommitted(directory, new Map([["dev", DEV]]), true)).toThrow(/holds other files/);
    expect(readFileSync(join(directory, "README.md"), "utf8")).toBe("mine");
  });
});

describe("the files of a stage", () => {
  const request = (environment: Record<string, string> = {}) => ({
    stage: "main",
    root: ROOT,
    environment: {
      PATH: process.env["PATH"],
      SMUS_ENVIRONMENTS_DIR: join(ROOT, "environments/samples/minimal"),
      ...environment,
    },
  });

  it("have the lock file that is kept beside the stage files beside every stack: version control starts runs with it", async () => {
    const directory = mkdtempSync(join(tmpdir(), "smus-committed-lock-"));
    const stage = readFileSync(join(ROOT, "environments/samples/minimal/main.ts"), "utf8");
    writeFileSync(join(directory, "main.ts"), stage.replace("../../index", "smus-cdktf"));
    const kept =
      'provider "registry.terraform.io/hashicorp/aws" {\nversion = "5.100.0"\nhashes = [\n"h1:known=",\n]\n}\n';
    writeFileSync(join(directory, ".terraform.lock.hcl"), kept);
    const found = await committedFiles(request({ SMUS_ENVIRONMENTS_DIR: directory }));
    rmSync(directory, { recursive: true });
    const count = (name: string): number => [...found.keys()].filter((path) => path.endsWith(name)).length;
    expect(count("/.terraform.lock.hcl")).toBe(count("/cdk.tf.json"));
    expect(String(found.get("stacks/analytics-foundation/.terraform.lock.hcl"))).toContain("h1:known=");
  });

  it("are the same bytes again, whatever the machine's settings, without CDKTF's metadata and with the function's zip", async () => {
    const first = await committedFiles(request());
    const personal = { AWS_ENDPOINT_URL: "http://127.0.0.1:1", SMUS_PROTECTION: "none", SMUS_ACCESS: "plan" };
    const second = await committedFiles(request(personal));
    expect([...second.keys()]).toEqual([...first.keys()]);
    expect([...second].filter(([path, content]) => first.get(path)?.equals(content) !== true)).toEqual([]);
    const foundation = JSON.parse(String(first.get("stacks/analytics-foundation/cdk.tf.json"))) as {
      resource: { aws_lambda_function: Record<string, { filename: string }> };
    };
    expect(String(first.get("stacks/analytics-foundation/cdk.tf.json"))).not.toContain('"//"');
    const [{ filename }] = Object.values(foundation.resource.aws_lambda_function);
    expect(first.has(`stacks/analytics-foundation/${filename}`)).toBe(true);
  });
});
