import type { EnvironmentInput } from "../../../configuration/model";
import { writesOf } from "../../support/control-plane";
import { changed, FINANCE_ID, GOVERNANCE_ID, JOINING, OWNING, SHARED } from "../../support/organization";
import { stageOf, stagesOf, synthesizeStage } from "../../support/stages";
import { resourcesOf, type TerraformJson } from "../../support/terraform-json";

function association(input: EnvironmentInput, account = "finance"): TerraformJson {
  const stages = "fromStage" in input.domain ? stagesOf({ shared: SHARED, dev: input }) : [stageOf(input)];
  const stack = synthesizeStage(stages[stages.length - 1], stages).stacks.get(`${account}-association`);
  if (stack === undefined) throw new Error(`no association of ${account}`);
  return stack;
}

function finance(changes: Partial<EnvironmentInput["accounts"][string]>): EnvironmentInput {
  const accounts = { ...OWNING.accounts, finance: { id: FINANCE_ID, blueprints: { Tooling: {} }, ...changes } };
  return changed(OWNING, { accounts });
}

const kinds = (stack: TerraformJson) => writesOf(stack).map(({ kind }) => kind);

describe("AssociationStack", () => {
  it("proves the association before anything uses the domain", () => {
    const stack = association(OWNING);
    const [proof] = writesOf(stack, "AssociationProof");
    for (const blueprint of writesOf(stack, "BlueprintConfiguration"))
      expect(blueprint.dependsOn).toContain(proof.address);
  });

  it("waits with blueprints for the roles and the administrators", () => {
    const stack = association(OWNING);
    const [blueprint] = writesOf(stack, "BlueprintConfiguration");
    const [administrators] = writesOf(stack, "DataLakeAdministrators");
    const roles = resourcesOf(stack, "aws_iam_role").map(({ address }) => address);
    expect(blueprint.dependsOn).toEqual(expect.arrayContaining([administrators.address, ...roles]));
  });

  it("accepts no invitation inside the organization, where none is made", () => {
    expect(resourcesOf(association(OWNING), "aws_ram_resource_share_accepter")).toEqual([]);
  });

  it("accepts the invitation outside the organization before it proves anything", () => {
    const stack = association(changed(OWNING, { sharing: { invitedAccounts: ["finance"] } }));
    const [accepter] = resourcesOf(stack, "aws_ram_resource_share_accepter");
    expect(accepter.block["share_arn"]).toMatch(/^\$\{data\.terraform_remote_state\.\w+\.outputs\.resourceShareArn\}$/);
    expect(writesOf(stack, "AssociationProof")[0].dependsOn).toEqual([accepter.address]);
  });

  it("neither accepts nor proves anything in the account that owns the domain", () => {
    const accounts = { data: { id: GOVERNANCE_ID, blueprints: { Tooling: {} } } };
    const stack = association(changed(OWNING, { accounts }), "data");
    expect(kinds(stack)).not.toContain("AssociationProof");
    expect(kinds(stack)).toContain("BlueprintConfiguration");
  });

  it("leaves Lake Formation alone where the configuration says so", () => {
    expect(kinds(association(finance({ lakeFormation: false })))).not.toContain("DataLakeAdministrators");
  });

  it("adds administrators in every Region of the account", () => {
    const stack = association(finance({ regions: { "eu-west-1": {}, "us-east-1": {} } }));
    const regions = writesOf(stack, "DataLakeAdministrators").map(({ properties }) => properties["region"]);
    expect(regions).toEqual(["eu-west-1", "us-east-1"]);
  });

  it("creates the Bedrock roles only for blueprints that use them", () => {
    const bedrock = (stack: TerraformJson) =>
      resourcesOf(stack, "aws_iam_role").filter(({ block }) => String(block["name"]).includes("Bedrock")).length;
    expect(bedrock(association(OWNING))).toBe(0);
    expect(bedrock(association(finance({ blueprints: { Tooling: {}, AmazonBedrockFlow: {} } })))).toBe(2);
  });

  it("uses given roles and creates the others", () => {
    const given = `arn:aws:iam::${FINANCE_ID}:role/service-role/Mine`;
    const stack = association(finance({ roles: { provisioningRoleArn: given } }));
    expect(stack.output?.["provisioningRoleArn"]).toEqual({ value: given });
    expect(resourcesOf(stack, "aws_iam_role").map(({ block }) => block["name"])).not.toContain(
      `AmazonSageMakerProvisioning-${GOVERNANCE_ID}`,
    );
  });

  it("reads the domain in the workspace of the stage that owns it, and the share in its own", () => {
    const workspaces = Object.entries(association(JOINING).data?.["terraform_remote_state"] ?? {}).map(
      ([id, { workspace }]) => [id.split("_")[0], workspace],
    );
    expect(Object.fromEntries(workspaces)).toEqual({ References: "shared", Foundation: "dev", Sharing: "dev" });
  });

  it("issues the grants that name the account, of the stage and of the domain, even under one key", () => {
    const grant = { account: "finance", blueprint: "Tooling", principal: { allUsers: true } } as const;
    const environment = { delegate: { ...grant, policy: "DELEGATE_CREATE_ENVIRONMENT_PROFILE" } } as const;
    const domain = { delegate: { ...grant, policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT" } } as const;
    const stack = association(
      changed(OWNING, { grants: environment, domain: { name: "example", region: "eu-west-1", grants: domain } }),
    );
    const grants = resourcesOf(stack, "aws_cloudcontrolapi_resource").map(({ block }) =>
      String(block["desired_state"]),
    );
    const toAllUsers = grants.filter((state) => state.includes("AllUsersGrantFilter"));
    expect(toAllUsers.map((state) => /"PolicyType":"(\w+)"/.exec(state)?.[1]).sort()).toEqual([
      "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
      "DELEGATE_CREATE_ENVIRONMENT_PROFILE",
    ]);
    for (const state of toAllUsers) expect(state).toContain(`"${FINANCE_ID}:`);
  });

  it("leaves grants that name another account to that account", () => {
    const grant = {
      policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
      account: "marketing",
      blueprint: "Tooling",
      principal: { allUsers: true },
    } as const;
    const input = changed(JOINING, { grants: { one: grant } });
    const count = (account: string) =>
      JSON.stringify(resourcesOf(association(input, account), "aws_cloudcontrolapi_resource")).match(/AllUsers/g)
        ?.length;
    expect([count("finance"), count("marketing")]).toEqual([undefined, 1]);
  });
});
