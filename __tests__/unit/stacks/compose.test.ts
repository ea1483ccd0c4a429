import { parseStackId } from "../../../contracts/layers";
import type { EnvironmentInput } from "../../../configuration/model";
import { onlyWrite } from "../../support/control-plane";
import { changed, FINANCE_ID, GOVERNANCE_ID, JOINING, MARKETING_ID, OWNING, SHARED } from "../../support/organization";
import { stageOf, stagesOf, synthesizeStage } from "../../support/stages";
import { resourcesOf, type TerraformJson } from "../../support/terraform-json";
import { evaluateTemplate } from "../../support/terraform-template";

const PROFILE = {
  name: "analytics",
  target: { account: "finance" },
  configurations: { Tooling: { blueprint: "Tooling" } },
} as const;
const WHOLE = changed(OWNING, {
  profiles: { analytics: PROFILE },
  projects: { one: { name: "one", profile: "analytics" } },
});

function stackOf(input: EnvironmentInput, id: string): TerraformJson {
  const stack = synthesizeStage(stageOf(input)).stacks.get(id);
  if (stack === undefined) throw new Error(`no stack ${id}`);
  return stack;
}

describe("composeStage", () => {
  it("makes one stack per account and layer, and an association where projects run", () => {
    expect([...synthesizeStage(stageOf(WHOLE)).stacks.keys()]).toEqual([
      "data-state",
      "finance-state",
      "data-foundation",
      "finance-foundation",
      "data-domain",
      "data-sharing",
      "finance-association",
      "data-profiles",
      "data-projects",
    ]);
  });

  it("has every stack ask for the AWS provider that the organization names, and else for what was tested", () => {
    const versions = (organization: EnvironmentInput["organization"]): unknown[] =>
      [...synthesizeStage(stageOf(changed(WHOLE, { organization }))).stacks.values()].map(
        ({ terraform }) => terraform?.required_providers?.["aws"],
      );
    const source = "hashicorp/aws";
    expect(new Set(versions({ awsProvider: { version: "~> 6.20" } }).map((entry) => JSON.stringify(entry)))).toEqual(
      new Set([JSON.stringify({ source, version: "~> 6.20" })]),
    );
    expect(versions({})).toEqual(Array(9).fill({ source, version: "~> 5.100" }));
  });

  it("leaves the governance account's own layers to the stage that owns the domain", () => {
    const stages = stagesOf({ shared: SHARED, dev: JOINING });
    const [shared, dev] = stages.map((stage) => [...synthesizeStage(stage, stages).stacks.keys()]);
    expect(shared).toEqual(["data-state", "data-foundation", "data-domain"]);
    expect(dev.filter((id) => parseStackId(id).account === "data")).toEqual(["data-sharing"]);
  });

  it.each(["local", "cloud"] as const)("makes no state buckets with the %s backend", (backend) => {
    const state = backend === "local" ? { backend } : { backend, organization: "acme" };
    const ids = [...synthesizeStage(stageOf(changed(WHOLE, { state }))).stacks.keys()];
    expect(ids.filter((id) => parseStackId(id).layer === "state")).toEqual([]);
  });

  it("orders stacks by layer with few dependencies, none of them backwards", () => {
    const { stacks, dependencies } = synthesizeStage(stageOf(WHOLE));
    const order = [...stacks.keys()];
    for (const [id, upstreams] of dependencies) {
      for (const upstream of upstreams) expect(order.indexOf(upstream)).toBeLessThan(order.indexOf(id));
    }
    expect(Object.fromEntries(dependencies)).toEqual({
      "data-state": [],
      "finance-state": [],
      "data-foundation": ["data-state"],
      "finance-foundation": ["finance-state"],
      "data-domain": ["data-foundation"],
      "data-sharing": ["data-domain"],
      "finance-association": ["finance-foundation", "data-domain", "data-sharing"],
      "data-profiles": ["data-domain", "finance-association"],
      "data-projects": ["data-profiles"],
    });
  });

  it("adding an account changes no other stack but those that name it", () => {
    const before = synthesizeStage(stageOf(WHOLE)).stacks;
    const accounts = { ...WHOLE.accounts, sales: { id: "000000000099", blueprints: { Tooling: {} } } };
    const after = synthesizeStage(stageOf(changed(WHOLE, { accounts }))).stacks;
    const touched = [...before.keys()].filter((id) => JSON.stringify(after.get(id)) !== JSON.stringify(before.get(id)));
    // The share names the account, and the domain's key admits it.
    expect(touched).toEqual(["data-domain", "data-sharing"]);
  });

  it("with the organization's id, adding an account leaves the domain's key alone", () => {
    const organization = { organizationId: "o-abcdefghij" };
    const before = stackOf(changed(WHOLE, { organization }), "data-domain");
    const accounts = { ...WHOLE.accounts, sales: { id: "000000000099", blueprints: { Tooling: {} } } };
    const after = stackOf(changed(WHOLE, { organization, accounts }), "data-domain");
    expect(JSON.stringify(resourcesOf(before, "aws_kms_key"))).toContain("o-abcdefghij");
    expect(after).toEqual(before);
  });

  it("with the organization's id, the domain's key still names an account outside of it", () => {
    const organization = { organizationId: "o-abcdefghij" };
    const accounts = { ...WHOLE.accounts, partner: { id: "000000000098", blueprints: { Tooling: {} } } };
    const sharing = { invitedAccounts: ["partner"] };
    const stack = stackOf(changed(WHOLE, { organization, accounts, sharing }), "data-domain");
    const policy = JSON.stringify(resourcesOf(stack, "aws_kms_key"));
    expect(policy).toContain("000000000098");
    expect(policy).not.toContain(WHOLE.accounts["finance"].id);
  });
});

describe("text of the configuration", () => {
  const awkward = 'He said "no", costs ${5} and %{if}\nsecond line \\ $${x}';

  it("reaches the service as it was written", () => {
    const domain = { name: "example", region: "eu-west-1", description: awkward };
    const { properties } = onlyWrite(stackOf(changed(WHOLE, { domain }), "data-domain"), "Domain");
    expect(properties).toMatchObject({ description: awkward });
  });

  it("reaches arguments of resources as it was written", () => {
    const finance = { ...WHOLE.accounts["finance"], name: awkward };
    const stack = stackOf(changed(WHOLE, { accounts: { ...WHOLE.accounts, finance } }), "finance-foundation");
    const [key] = resourcesOf(stack, "aws_kms_key");
    expect(evaluateTemplate(String(key.block["description"]))).toContain(awkward);
  });

  it("reaches profiles and their parameters as it was written", () => {
    const configurations = {
      Tooling: { blueprint: "Tooling", description: awkward, parameters: { p: awkward } },
    } as const;
    const profiles = {
      analytics: { ...PROFILE, description: awkward, configurations },
    };
    const { properties } = onlyWrite(stackOf(changed(WHOLE, { profiles }), "data-profiles"), "ProjectProfile");
    expect(properties).toMatchObject({
      description: awkward,
      environmentConfigurations: [{ description: awkward, parameterOverrides: [{ name: "p", value: awkward }] }],
    });
  });
});

describe("roles that the configuration gives", () => {
  const role = (account: string, name: string) => `arn:aws:iam::${account}:role/service-role/${name}`;

  function passable(stack: TerraformJson | undefined): string[] {
    const policies = resourcesOf(stack ?? {}, "aws_iam_role_policy").map(({ block }) => String(block["policy"]));
    const statements = policies.flatMap(
      (policy) => (JSON.parse(policy) as { Statement: { Sid: string; Resource: string[] }[] }).Statement,
    );
    return statements.filter(({ Sid }) => Sid === "PassRoles").flatMap(({ Resource }) => Resource);
  }

  it("may be passed by the function of the account that hosts projects", () => {
    const roles = { provisioningRoleArn: role(FINANCE_ID, "Mine"), manageAccessRoleArn: role(FINANCE_ID, "Manage") };
    const location = role(FINANCE_ID, "Location");
    const finance = { ...OWNING.accounts["finance"], roles, lakeFormationLocationRoleArn: location };
    const { stacks } = synthesizeStage(stageOf(changed(OWNING, { accounts: { ...OWNING.accounts, finance } })));
    expect(passable(stacks.get("finance-foundation"))).toEqual(
      expect.arrayContaining([roles.provisioningRoleArn, roles.manageAccessRoleArn, location]),
    );
    expect(passable(stacks.get("data-foundation"))).not.toContain(location);
  });

  it("may be passed by the governance account's function for every stage that joins the domain", () => {
    const execution = role(GOVERNANCE_ID, "Execution");
    const handler = {
      lambdaFunctionArn: `arn:aws:lambda:eu-west-1:${GOVERNANCE_ID}:function:pool`,
      lambdaExecutionRoleArn: role(GOVERNANCE_ID, "Pool"),
    };
    const project = { name: "one", profile: "analytics", executionRoleArn: role(GOVERNANCE_ID, "Project") };
    const stages = stagesOf({
      shared: { ...SHARED, domain: { ...SHARED.domain, roles: { executionRoleArn: execution } } } as EnvironmentInput,
      dev: changed(JOINING, {
        pools: { any: { source: { handler } } },
        profiles: { analytics: PROFILE },
        projects: { one: project },
      }),
    });
    expect(passable(synthesizeStage(stages[0], stages).stacks.get("data-foundation"))).toEqual(
      expect.arrayContaining([execution, handler.lambdaExecutionRoleArn, project.executionRoleArn]),
    );
  });

  it("reaches IAM Identity Center only where the domain signs in through it", () => {
    const statements = (singleSignOn: object) => {
      const domain = { name: "example", region: "eu-west-1", singleSignOn } as EnvironmentInput["domain"];
      return JSON.stringify(stackOf(changed(OWNING, { domain }), "data-foundation"));
    };
    expect(statements({ type: "IAM_IDC" })).toContain("sso:CreateApplication");
    expect(statements({ type: "DISABLED" })).not.toContain("sso:CreateApplication");
  });
});

describe("the domain's key", () => {
  it("admits the hosting accounts of every stage that joins the domain, and no others", () => {
    const stages = stagesOf({ shared: SHARED, dev: JOINING });
    const { stacks } = synthesizeStage(stages[0], stages);
    const [key] = resourcesOf(stacks.get("data-domain") ?? {}, "aws_kms_key");
    const policy = String(key.block["policy"]);
    expect(policy).toContain(JSON.stringify([FINANCE_ID, MARKETING_ID]));
  });

  it("is not created where the configuration gives one", () => {
    const kmsKeyArn = `arn:aws:kms:eu-west-1:${GOVERNANCE_ID}:key/11111111-2222-3333-4444-555555555555`;
    const stack = stackOf(
      changed(OWNING, { domain: { name: "example", region: "eu-west-1", kmsKeyArn } }),
      "data-domain",
    );
    expect(resourcesOf(stack, "aws_kms_key")).toEqual([]);
    expect(onlyWrite(stack, "Domain").properties).toMatchObject({ kmsKeyArn });
    expect(stack.output?.["domainKeyArn"]).toEqual({ value: kmsKeyArn });
  });
});
