import { isProducer, parseStackFile } from "../../../runner/synthesis";

const parse = (root: object) => parseStackFile(JSON.stringify(root));

describe("parseStackFile", () => {
  test("reads an S3 backend with its role", () => {
    const s3 = {
      bucket: "b",
      key: "fin/state/terraform.tfstate",
      region: "eu-west-1",
      workspace_key_prefix: "smus",
      assume_role: { role_arn: "arn:r", external_id: "xx" },
    };
    expect(parse({ terraform: { backend: { s3 } } }).backend).toEqual({
      kind: "s3",
      bucket: "b",
      key: "fin/state/terraform.tfstate",
      region: "eu-west-1",
      workspacePrefix: "smus",
      roleArn: "arn:r",
      externalId: "xx",
    });
  });

  test("reads a local backend", () => {
    const local = { path: "/d/fin/domain/terraform.tfstate", workspace_dir: "/d/fin/domain/workspaces" };
    expect(parse({ terraform: { backend: { local } } }).backend).toEqual({
      kind: "local",
      path: local.path,
      workspaceDirectory: local.workspace_dir,
    });
  });

  test("reads a cloud block", () => {
    expect(parse({ terraform: { cloud: { workspaces: { name: "x-fin-domain-dev" } } } }).backend).toEqual({
      kind: "cloud",
      workspace: "x-fin-domain-dev",
    });
  });

  test("counts managed resources", () => {
    expect(parse({ terraform: {}, resource: { a: { x: {}, y: {} }, b: { z: {} } } }).resourceCount).toBe(3);
  });

  test("finds the producers of remote states on S3, locally and in Terraform Cloud", () => {
    const terraform_remote_state = {
      s3: { backend: "s3", config: { key: "data-gov/domain/terraform.tfstate" }, workspace: "shared" },
      local: { backend: "local", config: { path: "/d/fin/foundation/terraform.tfstate" }, workspace: "dev" },
      cloud: { backend: "remote", config: { workspaces: { name: "acme-fin-association-dev-two" } } },
      foreign: { backend: "s3", config: { key: "other.tfstate" } },
    };
    const { reads } = parse({ terraform: {}, data: { terraform_remote_state } });
    expect(reads.map(({ address, producer, stage }) => [address, producer, stage])).toEqual([
      ["data.terraform_remote_state.s3", "data-gov-domain", "shared"],
      ["data.terraform_remote_state.local", "fin-foundation", "dev"],
      ["data.terraform_remote_state.cloud", "acme-fin-association", "dev-two"],
    ]);
    expect(isProducer(reads[2], "fin-association")).toBe(true);
  });

  test("tells what the promotion gate reads from what the stack is made of", () => {
    const state = (key: string, workspace: string) => ({ backend: "s3", config: { bucket: "b", key }, workspace });
    const terraform_remote_state = {
      Domain_State_1: state("gov/domain/terraform.tfstate", "shared"),
      StageGuard_Promotion_OwnState_1: state("fin-prod/association/terraform.tfstate", "prod"),
      StageGuard_Promotion_SourceState_1: state("fin-dev/association/terraform.tfstate", "dev"),
    };
    const { reads, promotedFrom } = parse({ terraform: {}, data: { terraform_remote_state } });
    expect(reads.map(({ producer }) => producer)).toEqual(["gov-domain"]);
    expect(promotedFrom).toMatchObject({ producer: "fin-dev-association", stage: "dev", backend: { bucket: "b" } });
  });
});
