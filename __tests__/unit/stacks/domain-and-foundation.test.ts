import type { EnvironmentInput } from "../../../configuration/model";
import { onlyWrite } from "../../support/control-plane";
import { changed, FINANCE_ID, GOVERNANCE_ID, OWNING } from "../../support/organization";
import { stageOf, synthesizeStage } from "../../support/stages";
import { resourcesOf, withLocals } from "../../support/terraform-json";

/** A stack of a stage that owns its domain. */
function owning(id: string, domain: Partial<EnvironmentInput["domain"]>, changes: Partial<EnvironmentInput> = {}) {
  const input = changed(OWNING, { domain: { ...OWNING.domain, ...domain } as EnvironmentInput["domain"], ...changes });
  const stack = synthesizeStage(stageOf(input)).stacks.get(id);
  if (stack === undefined) throw new Error(`no stack ${id}`);
  return stack;
}

describe("DomainStack", () => {
  const domain = {
    units: { finance: { name: "Finance", owners: { leads: { group: "leads" } } } },
    users: { ana: { identifier: "ana", type: "SSO_USER" } },
    groups: { leads: { groupIdentifier: "Leads" } },
    rootOwners: { ana: { user: "ana" } },
    grants: {
      pool: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } },
      units: { policy: "CREATE_DOMAIN_UNIT", unit: "finance", principal: { domainUnit: { unit: "finance" } } },
    },
  } as Partial<EnvironmentInput["domain"]>;

  it("creates the domain after its roles and its key", () => {
    const stack = owning("data-domain", domain);
    const { dependsOn } = onlyWrite(stack, "Domain");
    const needed = ["aws_iam_role", "aws_kms_key"]
      .flatMap((type) => resourcesOf(stack, type))
      .map(({ address }) => address);
    expect(dependsOn).toEqual(expect.arrayContaining(needed));
  });

  it("makes owners of the root and of units, each once", () => {
    const owners = resourcesOf(owning("data-domain", domain), "aws_cloudcontrolapi_resource")
      .filter(({ block }) => block["type_name"] === "AWS::DataZone::Owner")
      .map(({ logicalId }) => logicalId.replace(/_[0-9A-F]{8}$/, ""));
    expect(owners.sort()).toEqual(["Owner-finance_leads", "Owner-root_ana"]);
  });

  it("grants policies on units, the root where none is named", () => {
    const stack = owning("data-domain", domain);
    const states = resourcesOf(stack, "aws_cloudcontrolapi_resource")
      .filter(({ block }) => block["type_name"] === "AWS::DataZone::PolicyGrant")
      .map(({ block }) => withLocals(stack, String(block["desired_state"])));
    expect(states).toHaveLength(2);
    expect(states.join("\n")).toContain("attributes.rootDomainUnitId");
  });

  it("uses given roles and creates none", () => {
    const roles = {
      executionRoleArn: `arn:aws:iam::${GOVERNANCE_ID}:role/service-role/Execution`,
      serviceRoleArn: `arn:aws:iam::${GOVERNANCE_ID}:role/service-role/Service`,
    };
    const stack = owning("data-domain", { roles });
    expect(resourcesOf(stack, "aws_iam_role")).toEqual([]);
    expect(onlyWrite(stack, "Domain").properties).toMatchObject({
      domainExecutionRoleArn: roles.executionRoleArn,
      serviceRoleArn: roles.serviceRoleArn,
    });
  });

  it("tags the domain itself, which default tags do not reach", () => {
    const { properties } = onlyWrite(owning("data-domain", { tags: { tier: "gold" } }), "Domain");
    expect(properties["tags"]).toMatchObject({ "smus:stage": "dev", "smus:layer": "domain", tier: "gold" });
  });
});

describe("FoundationStack", () => {
  it("gives the governance account its function and nothing else while it hosts no projects", () => {
    const stack = owning("data-foundation", {});
    expect(stack.output?.["regions"]).toEqual({ value: {} });
    expect(resourcesOf(stack, "aws_kms_key")).toEqual([]);
  });

  it("lets the function use Git connections where a project connects a repository", () => {
    const git: EnvironmentInput["git"] = { connections: { github: { provider: "GitHub" } } };
    const profiles = {
      fixed: { name: "Fixed", target: { account: "finance" }, configurations: { Tooling: { blueprint: "Tooling" } } },
    };
    const code = { name: "code", git: { connection: "github", repository: "team/code" } };
    const usesOf = (connections: object, id = "data-foundation") => {
      const changes = { git, profiles, projects: { one: { name: "One", profile: "fixed", connections } } };
      const policies = resourcesOf(owning(id, {}, changes as Partial<EnvironmentInput>), "aws_iam_role_policy");
      return JSON.stringify(policies).includes("codeconnections:UseConnection");
    };
    expect(usesOf({})).toBe(false);
    expect(usesOf({ code })).toBe(true);
    expect(usesOf({ code }, "finance-foundation")).toBe(false);
  });

  it("creates key, bucket and network in every Region, through a provider where it is another", () => {
    const finance = { id: FINANCE_ID, blueprints: { Tooling: {} }, regions: { "eu-west-1": {}, "us-east-1": {} } };
    const stack = owning("finance-foundation", {}, { accounts: { ...OWNING.accounts, finance } });
    for (const type of ["aws_kms_key", "aws_s3_bucket", "aws_vpc"]) {
      expect(resourcesOf(stack, type).map(({ block }) => block["provider"])).toEqual([undefined, "aws.us-east-1"]);
    }
    expect(stack.provider?.["aws"]).toHaveLength(2);
  });

  it("starts no provider for a Region where everything is given", () => {
    const kmsKeyArn = `arn:aws:kms:us-east-1:${FINANCE_ID}:key/11111111-2222-3333-4444-555555555555`;
    const regions: EnvironmentInput["accounts"][string]["regions"] = {
      "eu-west-1": {},
      "us-east-1": {
        bucketName: "amazon-sagemaker-mine",
        kmsKeyArn,
        network: {
          mode: "existing",
          vpcId: "vpc-00000001",
          subnets: [
            { id: "subnet-00000001", availabilityZone: "us-east-1a" },
            { id: "subnet-00000002", availabilityZone: "us-east-1b" },
          ],
        },
      },
    };
    const finance = { id: FINANCE_ID, blueprints: { Tooling: {} }, regions };
    const stack = owning("finance-foundation", {}, { accounts: { ...OWNING.accounts, finance } });
    expect(stack.provider?.["aws"]).toHaveLength(1);
    expect((stack.output?.["regions"]["value"] as Record<string, unknown>)["us-east-1"]).toEqual({
      s3Location: "s3://amazon-sagemaker-mine",
      kmsKeyArn,
      vpcId: "vpc-00000001",
      subnetIds: ["subnet-00000001", "subnet-00000002"],
      availabilityZones: ["us-east-1a", "us-east-1b"],
    });
  });
});
