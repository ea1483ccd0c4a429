import { join } from "node:path";
import { withTakenNameHint } from "../../../runner/stack-operations/taken-name-hint";
import type { SynthesizedStack } from "../../../runner/synthesis";
import type { Diagnostic } from "../../../runner/terraform";

const stack = {
  directory: join(process.cwd(), "cdktf.out", "stacks", "fin-association"),
  file: { backend: { kind: "s3" } },
} as SynthesizedStack;
const error = (summary: string): Diagnostic => ({
  severity: "error",
  summary,
  detail: "",
  address: "aws_iam_role.Roles_Provisioning",
  values: [],
});
const hintFor = (summary: string): string => withTakenNameHint({ stage: "dev" }, stack, error(summary)).detail;

describe("the hint at a name that is taken", () => {
  it.each([
    [
      "smus-role",
      "creating IAM Role (smus-role): operation error IAM: CreateRole, EntityAlreadyExists: Role with name",
    ],
    [
      "alias/acme-data",
      "creating KMS Alias (alias/acme-data): operation error KMS: CreateAlias, AlreadyExistsException:",
    ],
    ["acme-tooling", "creating S3 Bucket (acme-tooling): operation error S3: CreateBucket, BucketAlreadyOwnedByYou:"],
    ["acme-fn", "creating Lambda Function (acme-fn): ResourceConflictException: Function already exist: acme-fn"],
    [
      "/aws/lambda/fn",
      "creating CloudWatch Logs Log Group (/aws/lambda/fn): ResourceAlreadyExistsException: The specified",
    ],
  ])("is the command that imports %s", (name, summary) => {
    expect(hintFor(summary)).toContain(
      `TF_WORKSPACE=dev terraform -chdir=cdktf.out/stacks/fin-association import aws_iam_role.Roles_Provisioning ${name}`,
    );
  });

  it("is not given where creating failed for another reason, or where the name is not the id", () => {
    expect(hintFor("creating IAM Role (smus-role): LimitExceeded: Cannot exceed quota")).toBe("");
    expect(hintFor("creating KMS Key: AlreadyExistsException")).toBe("");
  });
});
