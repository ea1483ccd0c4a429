import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { forgetOtherStage } from "../../../../stacks/engine/stage-switch";

describe("switching the stage in one output directory", () => {
  const outdir = mkdtempSync(path.join(os.tmpdir(), "smus-switch-"));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  const s3 = (bucket: string): object => ({
    bucket,
    key: "hub/domain/terraform.tfstate",
    assume_role: { role_arn: `arn:aws:iam::1:role/${bucket}` },
  });
  const file = (name: string): string => path.join(outdir, "stacks", "hub-domain", ".terraform", name);

  function synthesized(backend: object): void {
    mkdirSync(path.join(outdir, "stacks", "hub-domain"), { recursive: true });
    writeFileSync(
      path.join(outdir, "stacks", "hub-domain", "cdk.tf.json"),
      JSON.stringify({ terraform: { backend: { s3: backend } } }),
    );
  }

  /** As `terraform init` notes it: with every argument. */
  function initialized(backend: object): void {
    mkdirSync(path.dirname(file("environment")), { recursive: true });
    const config = {
      ...backend,
      acl: null,
      assume_role: { ...(backend as { assume_role: object }).assume_role, tags: null },
    };
    writeFileSync(file("terraform.tfstate"), JSON.stringify({ version: 3, backend: { type: "s3", config } }));
    writeFileSync(file("environment"), "north");
    writeFileSync(file("smus-init.json"), "{}");
    writeFileSync(file("modules.json"), "{}");
  }

  beforeEach(() => {
    rmSync(outdir, { recursive: true, force: true });
    synthesized(s3("north"));
    forgetOtherStage(outdir, "north");
    initialized(s3("north"));
  });

  test("forgets what was initialized for another stage's bucket, and nothing else", () => {
    synthesized(s3("south"));
    forgetOtherStage(outdir, "south");
    expect(["terraform.tfstate", "environment", "smus-init.json"].map((name) => existsSync(file(name)))).toEqual([
      false,
      false,
      false,
    ]);
    expect(existsSync(file("modules.json"))).toBe(true);
  });

  test("keeps what stages share: the same bucket in another workspace", () => {
    forgetOtherStage(outdir, "south");
    expect(existsSync(file("terraform.tfstate"))).toBe(true);
  });

  test("leaves a changed backend of the same stage to Terraform, which asks whether to migrate", () => {
    synthesized(s3("other"));
    forgetOtherStage(outdir, "north");
    expect(existsSync(file("terraform.tfstate"))).toBe(true);
  });

  test("forgets a backend of another type", () => {
    writeFileSync(
      path.join(outdir, "stacks", "hub-domain", "cdk.tf.json"),
      JSON.stringify({ terraform: { backend: { local: { path: "terraform.tfstate" } } } }),
    );
    forgetOtherStage(outdir, "south");
    expect(existsSync(file("terraform.tfstate"))).toBe(false);
  });
});
