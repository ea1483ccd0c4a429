import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { renderRepository, seedFilesOnDisk, templateOf, type SeedFiles } from "../../seeds";
import { allRendered, everything, type RenderedSample } from "../support/seeds/rendered";
import { describeWithTerraform, TerraformCli } from "../support/terraform/terraform-cli";

/** The variants once: Python and Terraform are the same for every code host. */
const samples = allRendered(["gitlab"]);
const directory = mkdtempSync(join(tmpdir(), "smus-seeds-"));
const placeOf = ({ name }: RenderedSample): string => join(directory, name.replaceAll(" ", "-"));

function writeFiles(place: string, files: SeedFiles): void {
  for (const [path, { text, mode }] of files) {
    const file = join(place, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode === "100755" ? 0o755 : 0o644);
  }
}

beforeAll(() => samples.forEach((sample) => writeFiles(placeOf(sample), sample.files)));
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

/** Prints the arguments of terraform's tests of the last stage, as the repository's own check gives them. */
const PRINT_TESTS = `
from tools.terraform import check_commands, load_use_case
print(*check_commands(load_use_case())[-1], sep="\\n")
`;

describeWithTerraform("the infrastructure of a seeded repository", () => {
  const deploys = samples.filter(({ kind }) => kind === "deploy");
  const terraform = new TerraformCli();

  it("is formatted as terraform fmt does it", () => {
    for (const sample of deploys)
      expect(() => terraform.run(placeOf(sample), "fmt", "-check", "-recursive", "infrastructure")).not.toThrow();
  });

  it(`is valid for the provider, in all ${deploys.length} variants`, () => {
    // One root with a module for each: the provider is asked for its schema once. A broken one beside them proves that it is.
    const root = join(directory, "root");
    mkdirSync(root);
    const block = (name: string, place: string, release: string): string =>
      `module "${name}" {\n  source  = "${place}/infrastructure"\n  stage   = "test"\n  release = "${release}"\n}\n`;
    const blocks = deploys.map((sample, index) =>
      block(`m${index}`, join("..", basename(placeOf(sample))), RELEASES[sample.template] ?? MODEL_PACKAGE),
    );
    writeFileSync(join(root, "main.tf"), blocks.join("\n"));
    cpSync(placeOf(deploys[0]), join(directory, "wrong"), { recursive: true });
    const wrong = 'resource "aws_cloudwatch_log_group" "wrong" {\n  nam = "x"\n}\n';
    writeFileSync(join(directory, "wrong/infrastructure/wrong.tf"), wrong);
    writeFileSync(join(root, "wrong.tf"), block("wrong", "../wrong", "latest"));
    const errors = terraform
      .validate(root)
      .filter(({ severity }) => severity === "error")
      .map(({ summary, detail, range }) => `${range?.filename ?? ""}: ${summary} ${detail ?? ""}`);
    expect(errors.filter((error) => !/^[^:]*wrong/.test(error))).toEqual([]);
    expect(errors.join("\n")).toMatch(/argument named "nam"/);
    expect(errors.join("\n")).toContain("The release is the ARN of one version");
  });

  // The endpoint with models of Bedrock, the batch job, and the data pipeline with dbt hold every file of the others.
  const planned = deploys.filter(({ name }) => /^(rag|regression batch|data-pipeline dbt) /.test(name));

  it.each(planned.map((sample) => [sample.name, sample] as const))(
    "%s passes its own tests, with key, network and alarms: it plans exactly the release, and refuses others",
    (name, { template, options }) => {
      const place = join(directory, "planned", name.replaceAll(" ", "-"));
      const parameters = everything(template, options);
      const request = { template: templateOf(template), kind: "deploy", host: "gitlab", parameters } as const;
      writeFiles(place, renderRepository(request, seedFilesOnDisk).files);
      const infrastructure = join(place, "infrastructure");
      terraform.run(infrastructure, "init", "-backend=false", "-no-color");
      const tests = python(place, ["-c", PRINT_TESTS]).trim().split("\n");
      expect(tests).toHaveLength(3);
      expect(terraform.run(infrastructure, ...tests, "-no-color")).toMatch(/Success! [1-9]\d* passed, 0 failed/);
    },
  );
});
