import { Project, type ProjectProps } from "../../../../modules/project";
import { onlyWrite, writesOf } from "../../../support/control-plane";
import { synthesize } from "../../../support/synth";
import { resourcesOf } from "../../../support/terraform-json";

const PROPERTIES: ProjectProps["properties"] = {
  domainId: "${local.domain}",
  name: "finance-reporting",
  domainUnitId: "${local.unit}",
  projectProfileId: "${local.profile}",
  glossaryTermIds: [],
  resourceTags: { "cost $${center}": "a" },
  environments: [
    {
      environmentConfigurationName: "Tooling",
      account: { awsAccountId: "111122223333", regionName: "eu-west-1", sourceAccountPoolId: "${local.pool}" },
      parameters: {},
    },
  ],
};

function project(props: Partial<ProjectProps> = {}) {
  return synthesize((scope) => {
    new Project(scope, "finance-reporting", {
      functionName: "f",
      ledgerKey: "dev/finance-reporting",
      properties: PROPERTIES,
      members: {
        leads: { groupIdentifier: "${local.leads}", designation: "PROJECT_OWNER" },
        ana: { userIdentifier: "${local.ana}", designation: "PROJECT_CONTRIBUTOR" },
      },
      protect: false,
      ...props,
    });
  });
}

describe("Project", () => {
  it("sends the accounts that its environments run in", () => {
    const { properties, key } = onlyWrite(project(), "Project");
    expect(key).toBe("dev/finance-reporting");
    expect(properties).toMatchObject({
      projectProfileId: "<local.profile>",
      resourceTags: { "cost ${center}": "a" },
      environments: [{ account: { awsAccountId: "111122223333", sourceAccountPoolId: "<local.pool>" } }],
    });
  });

  it("adds each member by a key of its own, after the project", () => {
    const stack = project();
    const { address } = onlyWrite(stack, "Project");
    const memberships = writesOf(stack, "ProjectMembership");
    expect(Object.fromEntries(memberships.map(({ key, properties }) => [key, properties]))).toEqual({
      "dev/finance-reporting/leads": membership(address, { groupIdentifier: "<local.leads>" }, "PROJECT_OWNER"),
      "dev/finance-reporting/ana": membership(address, { userIdentifier: "<local.ana>" }, "PROJECT_CONTRIBUTOR"),
    });
    for (const { dependsOn } of memberships) expect(dependsOn).toEqual([address]);
  });

  it("keeps the membership's address when its designation changes: an update in place", () => {
    const members = { leads: { groupIdentifier: "${local.leads}", designation: "PROJECT_CONTRIBUTOR" } } as const;
    const [before] = writesOf(project(), "ProjectMembership").filter(({ key }) => key.endsWith("leads"));
    const [after] = writesOf(project({ members }), "ProjectMembership");
    expect(after.address).toBe(before.address);
  });

  it("is replaced when profile, execution role or category change", () => {
    const properties = { ...PROPERTIES, projectExecutionRoleArn: "arn:role", projectCategory: "ADMIN" };
    const [trigger] = resourcesOf(project({ properties, members: {} }), "terraform_data");
    expect(Object.keys(trigger.block["input"] as object).sort()).toEqual([
      "domainId",
      "incarnation",
      "projectCategory",
      "projectExecutionRoleArn",
      "projectProfileId",
    ]);
  });

  it("makes connections after the project and its members, and knows their ids", () => {
    const connection = {
      name: "warehouse",
      kind: "athena",
      properties: { workgroupName: "w" },
      fixedProperties: "{}",
    } as const;
    const stack = project({ connections: { warehouse: connection } });
    const { address } = onlyWrite(stack, "Project");
    // One of the members may be the function itself, which is refused what it is no member of.
    const before = [address, ...writesOf(stack, "ProjectMembership").map((write) => write.address)];
    expect(before).toHaveLength(3);
    const made = onlyWrite(stack, "Connection");
    expect(made.key).toBe("dev/finance-reporting/warehouse");
    expect(new Set(made.dependsOn)).toEqual(new Set(before));
    expect(made.properties).toMatchObject({ projectId: `<id of ${address}>`, kind: "athena" });
  });

  it("makes a connection that waits for a person once it need not wait, says for whom, and publishes no id of it", () => {
    const repository = {
      name: "code",
      kind: "git",
      properties: { codeConnectionArn: "${local.arn}", defaultBranch: "main" },
      fixedProperties: '{"repositoryId":"team/code"}',
      waits: { until: 'local.status != "PENDING"', message: "It waits for Ana." },
    } as const;
    const stack = synthesize((scope) => {
      const connections = { code: repository };
      const props = { functionName: "f", ledgerKey: "dev/one", properties: PROPERTIES, members: {}, protect: false };
      expect(new Project(scope, "one", { ...props, connections }).connectionIds).toEqual({});
    });
    const { address } = onlyWrite(stack, "Connection");
    const block = resourcesOf(stack, "aws_lambda_invocation").find((resource) => resource.address === address)?.block;
    expect(block).toMatchObject({ count: '${local.status != "PENDING" ? 1 : 0}' });
    expect(Object.values((stack as { readonly check?: object }).check ?? {})).toEqual([
      { assert: [{ condition: '${local.status != "PENDING"}', error_message: "It waits for Ana." }] },
    ]);
  });

  it("protects the project, and not its memberships", () => {
    const protectedAddresses = resourcesOf(project({ protect: true }), "aws_lambda_invocation")
      .filter(({ block }) => (block["lifecycle"] as { prevent_destroy?: boolean }).prevent_destroy === true)
      .map(({ address }) => address);
    expect(protectedAddresses).toEqual([onlyWrite(project(), "Project").address]);
  });
});

function membership(address: string, member: object, designation: string) {
  return { domainId: "<local.domain>", projectId: `<id of ${address}>`, ...member, designation };
}
