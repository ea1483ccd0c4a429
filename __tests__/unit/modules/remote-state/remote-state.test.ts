import { RemoteOutputs, stateBackend, type StateLocation } from "../../../../modules/remote-state";
import { synthesize } from "../../../support/synth";
import { dataSourcesOf } from "../../../support/terraform-json";

const STATE = { stage: "shared", account: "data-governance", layer: "domain" } as const;
const S3: StateLocation = {
  ...STATE,
  backend: "s3",
  bucket: "smus-tfstate-111122223333-eu-west-1",
  region: "eu-west-1",
  roleArn: "arn:aws:iam::111122223333:role/smus-deploy",
  usePathStyle: false,
};
const LOCAL: StateLocation = { ...STATE, backend: "local", directory: "/states" };
const CLOUD: StateLocation = {
  ...STATE,
  backend: "cloud",
  organization: "acme",
  hostname: "tfe.acme.example",
  workspacePrefix: "smus",
};

function terraformOf(location: StateLocation) {
  return synthesize((stack) => stateBackend(stack, location)).terraform ?? {};
}

function remote(location: StateLocation) {
  const expressions: string[] = [];
  const stack = synthesize((scope) => {
    const outputs = new RemoteOutputs<"foundation">(scope, "Foundation", { location });
    expressions.push(outputs.text("controlPlaneFunctionName"), outputs.entryMember("regions", "eu-west-1", "vpcId"));
    expressions.push(outputs.entry("regions", "eu-west-1"), outputs.joinedMember("regions", "eu-west-1", "subnetIds"));
  });
  const [data] = dataSourcesOf(stack, "terraform_remote_state");
  return { data, expressions };
}

describe("stateBackend", () => {
  it("keeps an S3 state under account and layer, locked by a file beside it", () => {
    expect(terraformOf(S3).backend).toEqual({
      s3: {
        bucket: "smus-tfstate-111122223333-eu-west-1",
        key: "data-governance/domain/terraform.tfstate",
        region: "eu-west-1",
        workspace_key_prefix: "smus",
        use_lockfile: true,
        assume_role: { role_arn: "arn:aws:iam::111122223333:role/smus-deploy", session_name: "smus-state" },
      },
    });
  });

  it("leaves the encryption of states to the bucket: `encrypt` without a key means AES256, which the bucket refuses", () => {
    expect(terraformOf(S3).backend?.["s3"]).not.toHaveProperty("encrypt");
  });

  it("passes external id and path style on where they are configured", () => {
    const { s3 } = terraformOf({ ...S3, externalId: "ext-1", usePathStyle: true }).backend ?? {};
    expect(s3).toMatchObject({ use_path_style: true, assume_role: { external_id: "ext-1" } });
  });

  it("keeps local states in a directory per account and layer", () => {
    expect(terraformOf(LOCAL).backend).toEqual({
      local: {
        path: "/states/data-governance/domain/terraform.tfstate",
        workspace_dir: "/states/data-governance/domain/workspaces",
      },
    });
  });

  it("names the Terraform Cloud workspace after account, layer and stage", () => {
    expect(terraformOf({ ...CLOUD, project: "data" }).cloud).toEqual({
      organization: "acme",
      hostname: "tfe.acme.example",
      workspaces: { name: "smus-data-governance-domain-shared", project: "data" },
    });
  });
});

describe("RemoteOutputs", () => {
  it.each([
    ["S3", S3],
    ["local", LOCAL],
  ])("reads a %s state where its producer writes it, in the producer's workspace", (name, location) => {
    const { data } = remote(location);
    const { use_lockfile: _, ...written } = Object.values(terraformOf(location).backend ?? {})[0];
    expect(data.block).toMatchObject({ backend: name.toLowerCase(), workspace: "shared", config: written });
  });

  it("reads a Terraform Cloud state from the producer's workspace", () => {
    expect(remote(CLOUD).data.block).toMatchObject({
      backend: "remote",
      config: { organization: "acme", workspaces: { name: "smus-data-governance-domain-shared" } },
    });
  });

  it("hands out expressions of texts, entries, members and lists joined by commas", () => {
    const { data, expressions } = remote(S3);
    const outputs = `${data.address}.outputs`;
    expect(expressions).toEqual([
      `\${${outputs}.controlPlaneFunctionName}`,
      `\${${outputs}.regions["eu-west-1"].vpcId}`,
      `\${${outputs}.regions["eu-west-1"]}`,
      `\${join(",", ${outputs}.regions["eu-west-1"].subnetIds)}`,
    ]);
  });
});
