import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { allRendered, type RenderedSample } from "../support/seeds/rendered";
import { describeWithTerraform, TerraformCli } from "../support/terraform/terraform-cli";

/** The variants once: Python and Terraform are the same for every code host. */
const samples = allRendered(["gitlab"]);
const directory = mkdtempSync(join(tmpdir(), "smus-seeds-"));
const placeOf = ({ name }: RenderedSample): string => join(directory, name.replaceAll(" ", "-"));

beforeAll(() => {
  for (const sample of samples)
    for (const [path, { text, mode }] of sample.files) {
      const file = join(placeOf(sample), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      chmodSync(file, mode === "100755" ? 0o755 : 0o644);
    }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A release that each template's stage `test` takes. */
const MODEL_PACKAGE = "arn:aws:sagemaker:eu-west-1:222222222222:model-package/sample/7";
const RELEASES: Readonly<Record<string, string>> = {
  "data-pipeline": `s3://acme-dev-artifacts/sample-data-pipeline/releases/${"a1".repeat(32)}/manifest.json`,
};

/** Python without packages of this machine: nothing but its standard library. */
const ISOLATED = { PATH: process.env["PATH"], PYTHONNOUSERSITE: "1", PYTHONWARNINGS: "error::SyntaxWarning" };

function python(cwd: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr } = spawnSync("python3", args, { cwd, input, encoding: "utf8" });
  if (status !== 0) throw new Error(`python3 ${args.join(" ")} failed in ${cwd}\n${stdout}\n${stderr}`);
  return stdout;
}

describe("the Python of a seeded repository", () => {
  it.each(samples.map((sample) => [sample.name, sample] as const))(
    "%s compiles and passes its own tests",
    (_, sample) => {
      const { status, stdout, stderr } = spawnSync("./check", {
        cwd: placeOf(sample),
        env: ISOLATED,
        encoding: "utf8",
      });
      expect({ status, failed: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, failed: "" });
      expect(stderr).toMatch(/Ran \d\d+ tests/);
    },
  );

  it("needs no package at all: a test that imports one would fail", () => {
    const [sample] = samples;
    const script =
      "import sys; sys.modules['boto3'] = None; import unittest; unittest.main(module=None, argv=['', 'discover', '-s', 'tests', '-t', '.'])";
    expect(() => python(placeOf(sample), ["-c", script])).not.toThrow();
  });

  it("fails its check when a test fails", () => {
    const copy = join(directory, "broken");
    cpSync(placeOf(samples[0]), copy, { recursive: true });
    writeFileSync(
      join(copy, "tests/test_broken.py"),
      "import unittest\n\n\nclass T(unittest.TestCase):\n    def test_it(self):\n        self.fail()\n",
    );
    expect(spawnSync("./check", { cwd: copy, env: ISOLATED }).status).not.toBe(0);
  });

  it("makes requests that SageMaker's own model accepts, in every step of every pipeline", () => {
    const builds = samples.filter(({ kind, files }) => kind === "build" && files.has("pipeline/definition.py"));
    const definitions = builds.map(
      (sample) => JSON.parse(python(placeOf(sample), ["-m", "pipeline.definition"])) as { Steps: object[] },
    );
    const validator = join(__dirname, "../support/seeds/validate_requests.py");
    expect(python(directory, [validator], JSON.stringify(definitions))).toBe("");
    expect(definitions.length).toBeGreaterThan(0);
    const wrong = JSON.stringify(definitions).replaceAll('"InstanceCount"', '"InstanceCounts"');
    expect(python(directory, [validator], wrong)).toContain("InstanceCounts");
  });
});

describeWithTerraform("the infrastructure of a seeded repository", () => {
  const deploys = samples.filter(({ kind }) => kind === "deploy");
  const terraform = new TerraformCli();

  it("is formatted as terraform fmt does it", () => {
    for (const sample of deploys)
      expect(() => terraform.run(placeOf(sample), "fmt", "-check", "-recursive", "infrastructure")).not.toThrow();
  });

  it(`is valid for the provider, in all ${deploys.length} variants`, () => {
    // One root with a module for each: the provider is asked for its schema once.
    const root = join(directory, "root");
    mkdirSync(root);
    const blocks = deploys.map(
      (sample, index) =>
        `module "m${index}" {\n  source  = "../${placeOf(sample).slice(directory.length + 1)}/infrastructure"\n  stage   = "test"\n  release = "${RELEASES[sample.template] ?? MODEL_PACKAGE}"\n}\n`,
    );
    writeFileSync(join(root, "main.tf"), blocks.join("\n"));
    const errors = (): string[] =>
      terraform
        .validate(root)
        .filter(({ severity }) => severity === "error")
        .map(({ summary, detail, range }) => `${range?.filename ?? ""}: ${summary} ${detail ?? ""}`);
    expect(errors()).toEqual([]);
    writeFileSync(
      join(placeOf(deploys[0]), "infrastructure/wrong.tf"),
      'resource "aws_cloudwatch_log_group" "wrong" {\n  nam = "x"\n}\n',
    );
    writeFileSync(join(root, "main.tf"), blocks.join("\n").replace(MODEL_PACKAGE, "latest"));
    const found = errors().join("\n");
    expect(found).toMatch(/argument named "nam"/);
    expect(found).toContain("The release is the ARN of one version");
  });
});
