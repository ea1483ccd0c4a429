import type { EnvironmentInput } from "../../../configuration/model";
import { projectsSettings, PROJECTS_SETTINGS_KEY } from "../../../contracts/application/projects-settings";
import { settingsOf } from "../../../functions/application-projects/settings";
import { writesOf } from "../../support/control-plane";
import { changed, GOVERNANCE_ID, JOINING, SHARED } from "../../support/organization";
import { stagesOf, synthesizeStage } from "../../support/stages";
import { resourcesOf, type TerraformJson } from "../../support/terraform-json";
import { parseTemplate } from "../../support/template-json";

type Asked = NonNullable<NonNullable<EnvironmentInput["application"]>["projects"]>;
const PROJECTS: Asked = { units: { root: { askers: ["governance-team"] } }, profiles: { "dev/tooling": {} } };
const APPLICATION = {
  dataAccess: {
    purposes: { analysis: "Analysis" },
    queues: { stewards: { description: "Stewards", deciders: ["unit-stewards"] } },
    otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
  },
  api: {
    identity: {
      issuer: "https://login.example.com",
      clientId: "portal",
      groups: { office: { governanceTeam: true } },
    },
  },
} as const satisfies EnvironmentInput["application"];
const DEV = changed(JOINING, {
  profiles: {
    tooling: { name: "tooling", target: { account: "finance" }, configurations: { Tooling: { blueprint: "Tooling" } } },
    other: { name: "other", target: { account: "finance" }, configurations: { Tooling: { blueprint: "Tooling" } } },
  },
});

/** A stack of the organization; `projects` are the choices on projects that people ask for. */
function stack(id: string, projects: Asked = PROJECTS, stage = "shared"): TerraformJson {
  const stages = stagesOf({ shared: changed(SHARED, { application: { ...APPLICATION, projects } }), dev: DEV });
  const found = stages.find(({ name }) => name === stage);
  const json = found && synthesizeStage(found, stages).stacks.get(id);
  if (json === undefined) throw new Error(`no stack ${id} of ${stage}`);
  return json;
}
const without = (id: string, stage = "shared"): TerraformJson => {
  const stages = stagesOf({ shared: changed(SHARED, { application: APPLICATION }), dev: DEV });
  const found = stages.find(({ name }) => name === stage) ?? stages[0];
  const json = synthesizeStage(found, stages).stacks.get(id);
  if (json === undefined) throw new Error(`no stack ${id}`);
  return json;
};
const settingsIn = (json: TerraformJson): unknown => {
  const found = resourcesOf(json, "aws_s3_object").find(({ block }) => block.key === PROJECTS_SETTINGS_KEY);
  return parseTemplate(String(found?.block.content));
};
const named = (json: TerraformJson, type: string, name: string) =>
  resourcesOf(json, type)
    .map(({ block }) => block)
    .find((block) => [block.name, block.function_name, block.alarm_name, block.role].includes(name));
const NAME = "smus-application-projects";

describe("projects that people ask for", () => {
  it("are deployed where the configuration has choices on them only", () => {
    const plain = without("data-application");
    expect(named(plain, "aws_lambda_function", NAME)).toBeUndefined();
    expect(JSON.stringify(plain)).not.toMatch(/application-projects|asks-pool/);
    expect(JSON.stringify(without("data-foundation"))).not.toContain(NAME);
    const json = stack("data-application");
    expect(named(json, "aws_lambda_function", NAME)).toMatchObject({ timeout: 900 });
    expect(named(json, "aws_sqs_queue", NAME)).toMatchObject({ visibility_timeout_seconds: 5400 });
    expect(resourcesOf(stack("data-foundation"), "aws_iam_role").map(({ block }) => block.name)).toContain(NAME);
  });

  it("have settings that the function reads: profiles by name, members of the platform, and people", () => {
    const { domain, projects } = settingsOf(projectsSettings.parse(settingsIn(stack("data-application"))));
    expect(domain.names.profiles).toEqual({ "dev/tooling": "tooling" });
    expect(Object.keys(domain.names.units)).toContain("root");
    expect(domain.names.unitNames).toMatchObject({ root: (SHARED.domain as { readonly name: string }).name });
    expect(Object.keys(domain.names.groups).filter((key) => key.startsWith("application"))).toEqual([]);
    expect(domain.platformMembers.map(({ designation }) => designation)).toEqual([
      "PROJECT_CONTRIBUTOR",
      "PROJECT_CONTRIBUTOR",
      "PROJECT_CATALOG_VIEWER",
    ]);
    expect(domain.roleArn).toBe(`arn:aws:iam::${GOVERNANCE_ID}:role/${NAME}`);
    expect(projects).toMatchObject({ environmentsPerAccount: 100, units: { root: { askers: ["governance-team"] } } });
    expect(projects).not.toHaveProperty("askingRoles");
  });

  it("are made by a function that may make them, and that neither asks for data nor decides on it", () => {
    const policy = named(stack("data-application"), "aws_iam_role_policy", NAME);
    const { Statement } = parseTemplate(String(policy?.policy)) as {
      Statement: { Sid: string; Effect: string; Action: string[]; Resource: string[] }[];
    };
    const of = (sid: string) => Statement.find(({ Sid }) => Sid === sid);
    expect(of("Requests")?.Action).toContain("datazone:CreateProject");
    expect(of("NeverDecides")).toMatchObject({ Effect: "Deny" });
    expect(of("NeverDecides")?.Action).toEqual(
      expect.arrayContaining(["datazone:AcceptSubscriptionRequest", "datazone:CreateSubscriptionRequest"]),
    );
    expect(of("RolesOfPrincipals")).toMatchObject({ Action: ["iam:GetRole"] });
    expect(of("RolesOfPrincipals")?.Resource).toEqual(
      expect.arrayContaining([
        `arn:aws:iam::${GOVERNANCE_ID}:role/smus-application-access`,
        `arn:aws:iam::${GOVERNANCE_ID}:role/smus-asks-*`,
      ]),
    );
    expect(of("Evidence")?.Resource).toEqual([expect.stringMatching(/\/evidence\/projects\/\*$/)]);
  });

  it("are asked for through the API, which may invoke that function and has no right of its own on projects", () => {
    const api = "smus-application-api";
    const statementsIn = (json: TerraformJson) =>
      (parseTemplate(String(named(json, "aws_iam_role_policy", api)?.policy)) as { Statement: { Action: string[] }[] })
        .Statement;
    const json = stack("data-application");
    const variables = (of: TerraformJson) => JSON.stringify(named(of, "aws_lambda_function", api)?.environment);
    expect(variables(json)).toContain(`"PROJECTS_FUNCTION":"${NAME}"`);
    expect(variables(without("data-application"))).not.toContain("PROJECTS_FUNCTION");
    const invokes = statementsIn(json).filter(({ Action }) => Action.includes("lambda:InvokeFunction"));
    expect(invokes).toContainEqual(
      expect.objectContaining({ Sid: "Projects", Resource: [expect.stringContaining(`:function:${NAME}`)] }),
    );
    expect(statementsIn(without("data-application")).some((one) => "Sid" in one && one.Sid === "Projects")).toBe(false);
    const writes = /^datazone:(Create|Update|Delete)Project/;
    expect(
      statementsIn(json)
        .flatMap(({ Action }) => Action)
        .filter((action) => writes.test(action)),
    ).toEqual([]);
  });

  it("may be made in the units and with the profiles that people may ask for, and with no others", () => {
    const grantsIn = (json: TerraformJson) => resourcesOf(json, "aws_cloudcontrolapi_resource");
    const grants = grantsIn(stack("data-profiles", PROJECTS, "dev"));
    const [grant, ...others] = grants.filter(({ address }) => address.includes("application-projects"));
    expect(others).toEqual([]);
    const text = JSON.stringify(grant.block);
    expect(text).toContain("CREATE_PROJECT_FROM_PROJECT_PROFILE");
    expect(text).toMatch(/Profile_tooling/);
    expect(text).not.toMatch(/Profile_other/);
    expect(grantsIn(without("data-profiles", "dev"))).toHaveLength(grants.length - 1);
  });

  it("are woken by events of projects and environments, by a sweep, and watched", () => {
    const json = stack("data-application", { ...PROJECTS, askingRoles: 0 });
    const rule = named(json, "aws_cloudwatch_event_rule", `${NAME}-doorbell`);
    expect(JSON.parse(String(rule?.event_pattern))).toEqual({
      source: ["aws.datazone"],
      "detail-type": [{ prefix: "Project " }, { prefix: "Environment " }],
    });
    expect(named(json, "aws_scheduler_schedule", `${NAME}-sweep`)).toMatchObject({
      schedule_expression: "rate(15 minutes)",
    });
    for (const alarm of ["projects-errors", "projects-late", "projects-throttles", "no-projects-sweep"])
      expect(named(json, "aws_cloudwatch_metric_alarm", `smus-application-${alarm}`)).toBeDefined();
    // Events that do not reach the queue are among the dead letters.
    expect(JSON.stringify(resourcesOf(json, "aws_sqs_queue_policy"))).toContain(`rule/${NAME}-doorbell`);
    const dashboard = resourcesOf(json, "aws_cloudwatch_dashboard").map(({ block }) => String(block.dashboard_body));
    expect(dashboard.join()).toContain("Projects: runs and errors");
  });
});

describe("the pool of roles that ask", () => {
  it("has five roles where nothing else is told, which the function hands out", () => {
    const json = stack("data-application");
    const names = resourcesOf(json, "aws_iam_role").map(({ block }) => String(block.name));
    expect(names.filter((name) => name.includes("-asks-"))).toEqual(
      [1, 2, 3, 4, 5].map((count) => `smus-asks-pool-00${count}`),
    );
    const { askingRoles } = settingsOf(settingsIn(json)).domain;
    expect(askingRoles.map(({ arn }) => arn)).toEqual(
      [1, 2, 3, 4, 5].map((count) => `arn:aws:iam::${GOVERNANCE_ID}:role/smus-asks-pool-00${count}`),
    );
    expect(new Set(askingRoles.map(({ groupId }) => groupId)).size).toBe(5);
    expect(writesOf(json, "GroupProfile").map(({ key }) => key)).toEqual(
      [1, 2, 3, 4, 5].map((count) => `shared/asks/pool/${count}`),
    );
    expect(writesOf(json, "ProjectMembership")).toEqual([]);
  });

  it("may be empty, and then nothing of the control plane is needed", () => {
    const json = stack("data-application", { ...PROJECTS, askingRoles: 0 });
    expect(JSON.stringify(json)).not.toContain("asks-pool");
    expect(resourcesOf(json, "aws_lambda_invocation")).toEqual([]);
  });
});
