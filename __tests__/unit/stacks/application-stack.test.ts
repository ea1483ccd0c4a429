import type { EnvironmentInput } from "../../../configuration/model";
import { API_SETTINGS_KEY } from "../../../contracts/application/api-settings";
import { accessSettings, ACCESS_SETTINGS_KEY } from "../../../contracts/application/access-settings";
import { ASKING_PERMISSIONS } from "../../../contracts/application/permissions";
import { APPLICATION_TABLE } from "../../../contracts/application/table";
import { REPORTS_SETTINGS_KEY } from "../../../contracts/application/reports-settings";
import { settingsOf } from "../../../functions/application-access/settings";
import { documentSettings } from "../../../functions/application-api/settings";
import { reportContent } from "../../../functions/application-reports/settings";
import { writesOf } from "../../support/control-plane";
import { changed, GOVERNANCE_ID, JOINING, SHARED } from "../../support/organization";
import { stagesOf, synthesizeStage } from "../../support/stages";
import { onlyResource, resourcesOf, type TerraformJson } from "../../support/terraform-json";
import { parseTemplate } from "../../support/template-json";

const APPLICATION = {
  dataAccess: {
    purposes: { analysis: "Analysis" },
    queues: { stewards: { description: "Stewards", deciders: ["unit-stewards"] } },
    otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
  },
} as const satisfies EnvironmentInput["application"];
const DEV = changed(JOINING, {
  profiles: {
    tooling: { name: "tooling", target: { account: "finance" }, configurations: { Tooling: { blueprint: "Tooling" } } },
  },
  projects: { one: { name: "one", profile: "tooling" }, two: { name: "two", profile: "tooling" } },
});
type Application = NonNullable<EnvironmentInput["application"]>;

function stacksOf(application: Application = APPLICATION, stage = "shared"): ReadonlyMap<string, TerraformJson> {
  const stages = stagesOf({ shared: changed(SHARED, { application }), dev: DEV });
  const found = stages.find(({ name }) => name === stage);
  if (found === undefined) throw new Error(`no stage ${stage}`);
  return synthesizeStage(found, stages).stacks;
}

/** The settings of one of the functions, by their key in the bucket. */
function settingsIn(json: TerraformJson, key: string): string {
  const found = resourcesOf(json, "aws_s3_object").find(({ block }) => block.key === key);
  if (found === undefined) throw new Error(`no object ${key}`);
  return String(found.block.content);
}

function stack(id: string, application?: Application, stage?: string): TerraformJson {
  const found = stacksOf(application, stage).get(id);
  if (found === undefined) throw new Error(`no stack ${id}`);
  return found;
}

/** Statements of the policy of a function's role. */
function statementsOf(json: TerraformJson, role: string): readonly Readonly<Record<string, unknown>>[] {
  const policies = resourcesOf(json, "aws_iam_role_policy").filter(({ block }) => block.role === role);
  return policies.flatMap(
    ({ block }) =>
      (parseTemplate(String(block.policy)) as { readonly Statement: readonly Readonly<Record<string, unknown>>[] })
        .Statement,
  );
}

describe("ApplicationStack", () => {
  it("is in the stage that owns the domain alone, and only where the stage has an application", () => {
    expect([...stacksOf().keys()]).toContain("data-application");
    expect([...stacksOf(APPLICATION, "dev").keys()]).not.toContain("data-application");
    const stages = stagesOf({ shared: SHARED, dev: JOINING });
    expect([...synthesizeStage(stages[0], stages).stacks.keys()]).not.toContain("data-application");
  });

  it("writes settings that its function reads", () => {
    const content = settingsIn(stack("data-application"), ACCESS_SETTINGS_KEY);
    const settings = settingsOf(accessSettings.parse(parseTemplate(content)));
    expect(settings.policy).toEqual({ expiryReminderDays: 14, lookAgainMinutes: 1 });
    expect(settings.rules.otherwise.queue).toBe("stewards");
    expect(Object.values(settings.names.units)).toContain("root");
    expect(new Set(Object.values(settings.names.stages))).toEqual(new Set(["dev"]));
  });

  it("has the table that the function asks: its keys, and an index of what is due", () => {
    expect(onlyResource(stack("data-application"), "aws_dynamodb_table")).toMatchObject({
      hash_key: "pk",
      range_key: "sk",
      global_secondary_index: Object.values(APPLICATION_TABLE.indexes).map(({ name, partitionKey, sortKey }) => ({
        name,
        hash_key: partitionKey,
        range_key: sortKey,
      })),
      point_in_time_recovery: { enabled: true },
    });
  });

  it("lets its function decide, and denies it to ask", () => {
    const [policy] = resourcesOf(stack("data-application"), "aws_iam_role_policy")
      .map(({ block }) => block)
      .filter(({ role }) => role === "smus-application-access");
    const { Statement } = JSON.parse(String(policy.policy).replaceAll(/\$\{jsonencode\(([^)]*)\)\}/g, '"$1"')) as {
      Statement: { Effect: string; Action: string[] }[];
    };
    expect(Statement.filter(({ Effect }) => Effect === "Deny").flatMap(({ Action }) => Action)).toEqual([
      "datazone:CreateSubscriptionRequest",
    ]);
  });

  it("encrypts with keys of AWS where it is told to, and with a given key that it does not make", () => {
    const own = stack("data-application", { ...APPLICATION, kmsKeyArn: "aws-owned" });
    expect(resourcesOf(own, "aws_kms_key")).toEqual([]);
    expect(resourcesOf(own, "aws_sqs_queue").map(({ block }) => block.sqs_managed_sse_enabled)).toEqual([true, true]);
    const arn = `arn:aws:kms:us-east-1:${GOVERNANCE_ID}:key/11111111-1111-1111-1111-111111111111`;
    const given = stack("data-application", { ...APPLICATION, kmsKeyArn: arn });
    expect(resourcesOf(given, "aws_kms_key")).toEqual([]);
    expect(resourcesOf(given, "aws_sns_topic").map(({ block }) => block.kms_master_key_id)).toEqual([arn, arn]);
  });

  it("locks evidence where it is told to: a bucket for it, a right for it, and the lock in the settings", () => {
    const locked = stack("data-application", {
      ...APPLICATION,
      evidence: { objectLock: { mode: "COMPLIANCE", days: 90 } },
    });
    expect(onlyResource(locked, "aws_s3_bucket").object_lock_enabled).toBe(true);
    expect(JSON.stringify(resourcesOf(locked, "aws_iam_role_policy"))).toContain("s3:PutObjectRetention");
    expect(settingsIn(locked, ACCESS_SETTINGS_KEY)).toContain('"mode":"COMPLIANCE"');
    expect(JSON.stringify(resourcesOf(stack("data-application"), "aws_iam_role_policy"))).not.toContain("Retention");
  });

  it("subscribes people who are named, and hears of silence after two sweeps", () => {
    const json = stack("data-application", {
      ...APPLICATION,
      sweepMinutes: 60,
      alarms: { emails: ["on-call@example.com"] },
    });
    expect(onlyResource(json, "aws_sns_topic_subscription")).toMatchObject({
      protocol: "email",
      endpoint: "on-call@example.com",
    });
    const silence = resourcesOf(json, "aws_cloudwatch_metric_alarm")
      .map(({ block }) => block)
      .find(({ alarm_name }) => alarm_name === "smus-application-no-sweep");
    expect(silence).toMatchObject({ period: 7200, treat_missing_data: "breaching" });
  });
});

describe("the reports", () => {
  it("are written at the hour that is told, with rights as the files of all stages give them", () => {
    const json = stack("data-application", { ...APPLICATION, reports: { hour: 22 } });
    const schedule = resourcesOf(json, "aws_scheduler_schedule").find(
      ({ block }) => block.name === "smus-application-reports",
    );
    expect(schedule?.block).toMatchObject({ schedule_expression: "cron(0 22 * * ? *)" });
    const { rights, peopleRoles, policyReaders, cost } = reportContent.parse(
      parseTemplate(settingsIn(json, REPORTS_SETTINGS_KEY)),
    );
    expect(rights?.projects.map(({ path, stage: of }) => `${of} ${path}`)).toEqual([
      "dev projects.one",
      "dev projects.two",
    ]);
    expect(rights?.projects[0].members).toContainEqual({
      identifier: `arn:aws:iam::${GOVERNANCE_ID}:role/smus-application-reports`,
      designation: "PROJECT_CONTRIBUTOR",
    });
    expect(peopleRoles.filter((arn) => arn.includes("application"))).toEqual([]);
    expect([policyReaders, cost]).toEqual([[], undefined]);
  });

  it("have costs, and read the policies of all accounts of the domain, with an alarm, where the configuration says so", () => {
    const json = stack("data-application", {
      ...APPLICATION,
      reports: { hour: 3, keepDays: 400 },
      cost: {
        roleArn: "arn:aws:iam::999999999999:role/cost",
        budgets: { projects: { one: 50 }, accounts: { [GOVERNANCE_ID]: 9 } },
      },
      rights: { policyReader: "reader", targetWriters: ["arn:aws:iam::*:role/service-role/*"] },
    });
    const content = reportContent.parse(parseTemplate(settingsIn(json, REPORTS_SETTINGS_KEY)));
    expect(content.cost).toMatchObject({
      tag: "AmazonDataZoneProject",
      months: 2,
      budgets: [
        { of: "project", subject: "one", amount: 50, currency: "USD" },
        { of: "account", subject: GOVERNANCE_ID, amount: 9, currency: "USD" },
      ],
    });
    const readers = content.policyReaders.map(({ roleArn }) => roleArn);
    expect(readers).toContain(`arn:aws:iam::${GOVERNANCE_ID}:role/reader`);
    expect(content.cost?.accounts.map(({ id }) => id)).toEqual(content.policyReaders.map(({ accountId }) => accountId));
    expect(new Set(readers).size).toBe(readers.length);
    expect(content.rights?.targetWriters).toEqual(["arn:aws:iam::*:role/service-role/*"]);
    const statements = statementsOf(json, "smus-application-reports");
    expect(statements.find(({ Sid }) => Sid === "Readers")).toMatchObject({
      Action: ["sts:AssumeRole"],
      Resource: [...readers, "arn:aws:iam::999999999999:role/cost"],
    });
    expect(statements.filter(({ Sid }) => Sid === "Costs")).toEqual([]);
    const alarm = resourcesOf(json, "aws_cloudwatch_metric_alarm").find(
      ({ block }) => block.alarm_name === "smus-application-target-writers",
    );
    expect(alarm?.block).toMatchObject({ dimensions: { FunctionName: "smus-application-reports" }, threshold: 0 });
    expect(onlyResource(json, "aws_s3_bucket_lifecycle_configuration").rule).toMatchObject([
      { filter: [{ prefix: "reports/" }], expiration: [{ days: 400 }] },
    ]);
  });

  it("ask for costs as themselves where no role of a payer account is named, and for nothing else where nothing is asked for", () => {
    const own = statementsOf(stack("data-application", { ...APPLICATION, cost: {} }), "smus-application-reports");
    expect(own.find(({ Sid }) => Sid === "Costs")).toMatchObject({ Action: ["ce:GetCostAndUsage"], Resource: ["*"] });
    const none = statementsOf(stack("data-application"), "smus-application-reports").map(({ Sid }) => Sid);
    expect(none).not.toContain("Costs");
    expect(none).not.toContain("Readers");
  });

  it("see the project of the vocabulary, too: their function is a member of it", () => {
    const stages = stagesOf({
      shared: changed(SHARED, { application: APPLICATION, catalog: { owner: { create: { name: "Office" } } } }),
      dev: DEV,
    });
    const members = Object.keys(
      synthesizeStage(stages[0], stages).stacks.get("data-catalog")?.resource?.aws_lambda_invocation ?? {},
    ).filter((name) => name.includes("_Member_"));
    expect(members).toEqual([expect.stringContaining("_Member_application-reports_")]);
  });

  it("are watched: an error, and more than a day without a run", () => {
    const alarms = resourcesOf(stack("data-application"), "aws_cloudwatch_metric_alarm").map(({ block }) => block);
    const named = (name: string) => alarms.find(({ alarm_name }) => alarm_name === `smus-application-${name}`);
    expect(named("no-reports")).toMatchObject({
      dimensions: { FunctionName: "smus-application-reports" },
      period: 3600,
      evaluation_periods: 25,
      treat_missing_data: "breaching",
    });
    expect(named("reports-errors")).toMatchObject({ metric_name: "Errors", treat_missing_data: "notBreaching" });
  });

  it("are the only thing that their function writes: nothing of its table, and no evidence", () => {
    const policy = resourcesOf(stack("data-application"), "aws_iam_role_policy").find(
      ({ block }) => block.role === "smus-application-reports",
    );
    const text = String(policy?.block.policy);
    expect(text).toContain("datazone:Revoke*");
    expect(text).not.toMatch(/dynamodb:(Put|Update|Delete)|evidence|sqs:|sns:/);
  });
});

describe.each([
  ["access", "application"],
  ["reports", "application-reports"],
])("the group of the function of %s", (part, group) => {
  it("is a role before the domain, a group of it, and a contributor of each standing project", () => {
    const role = resourcesOf(stack("data-foundation"), "aws_iam_role").map(({ block }) => block.name);
    expect(role).toContain(`smus-application-${part}`);
    expect(JSON.stringify(stack("data-domain").resource)).toContain(
      `arn:aws:iam::${GOVERNANCE_ID}:role/smus-application-${part}`,
    );
    const members = Object.keys(stack("data-projects", APPLICATION, "dev").resource?.aws_lambda_invocation ?? {});
    expect(members.filter((name) => name.includes(`_Member_${group}_`))).toHaveLength(2);
  });
});

describe("roles that ask for projects", () => {
  const API = {
    identity: { issuer: "https://login.example.com", clientId: "portal", groups: {} },
  };
  const withApi = { ...APPLICATION, api: API } satisfies Application;
  const projects = (application: Application) => stack("data-projects", application, "dev");
  const documentOf = (value: unknown) =>
    parseTemplate(String(value)) as {
      Statement: { Sid?: string; Effect: string; Action: string[]; Resource?: string[]; Principal?: unknown }[];
    };

  it("are made with an API only, one for each standing project", () => {
    expect(resourcesOf(projects(APPLICATION), "aws_iam_role")).toEqual([]);
    const names = resourcesOf(projects(withApi), "aws_iam_role").map(({ block }) => String(block.name));
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^smus-asks-\$\{/);
  });

  it("trust the function behind the API alone, ask and never decide", () => {
    const json = projects(withApi);
    for (const { block } of resourcesOf(json, "aws_iam_role"))
      expect(documentOf(block.assume_role_policy).Statement).toEqual([
        {
          Effect: "Allow",
          Principal: { AWS: [`arn:aws:iam::${GOVERNANCE_ID}:role/smus-application-api`] },
          Action: ["sts:AssumeRole"],
        },
      ]);
    for (const { block } of resourcesOf(json, "aws_iam_role_policy")) {
      const { Statement } = documentOf(block.policy);
      const actions = (effect: string) =>
        Statement.filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => Action);
      expect(actions("Allow").filter((action) => action.startsWith("datazone:"))).toEqual([
        ...ASKING_PERMISSIONS.datazone,
        ...ASKING_PERMISSIONS.reads,
      ]);
      expect(actions("Deny")).toContain("datazone:AcceptSubscriptionRequest");
    }
  });

  it("are contributors of their own project and of no other, once the role is there", () => {
    const json = projects(withApi);
    const asking = (kind: "GroupProfile" | "ProjectMembership") =>
      writesOf(json, kind).filter(({ key }) => key.endsWith("/asks/role"));
    for (const project of ["one", "two"]) {
      const [group] = asking("GroupProfile").filter(({ key }) => key === `dev/${project}/asks/role`);
      const [member] = asking("ProjectMembership").filter(({ key }) => key === `dev/${project}/asks/role`);
      const own = writesOf(json, "ProjectMembership").find(({ key }) => key === `dev/${project}/application`);
      expect(member.properties).toMatchObject({
        projectId: own?.properties.projectId,
        designation: "PROJECT_CONTRIBUTOR",
      });
      expect(String(group.properties.rolePrincipalArn)).toContain(":role/smus-asks-");
      expect(group.dependsOn.join()).toMatch(/aws_iam_role\.Asks.*aws_iam_role_policy\.Asks/);
    }
    expect(asking("ProjectMembership")).toHaveLength(2);
  });

  it("may be taken by the function behind the API, which asks by no other way", () => {
    const policies = resourcesOf(stack("data-application", withApi), "aws_iam_role_policy");
    const [own] = policies.map(({ block }) => block).filter(({ role }) => role === "smus-application-api");
    const { Statement } = documentOf(own.policy);
    expect(Statement.find(({ Action }) => Action.includes("sts:AssumeRole"))?.Resource).toEqual([
      `arn:aws:iam::${GOVERNANCE_ID}:role/smus-asks-*`,
    ]);
    expect(Statement.find(({ Effect }) => Effect === "Deny")?.Action).toContain("datazone:CreateSubscriptionRequest");
  });

  it("are known to both functions by the text with which their ARNs begin", () => {
    const settingsOf = (json: TerraformJson, ...keys: readonly string[]) =>
      keys.map((key) => parseTemplate(settingsIn(json, key)) as { askingRoles?: string });
    const both = [ACCESS_SETTINGS_KEY, API_SETTINGS_KEY];
    const settings = settingsOf(stack("data-application", withApi), ...both);
    const arn = `arn:aws:iam::${GOVERNANCE_ID}:role/smus-asks-`;
    expect(settings.map(({ askingRoles }) => askingRoles)).toEqual([arn, arn]);
    const [alone] = settingsOf(stack("data-application"), ACCESS_SETTINGS_KEY);
    expect(alone).not.toHaveProperty("askingRoles");
  });
});

describe("publications that stages decide on", () => {
  it("are told to the API with the place that says so, of every stage of the domain", () => {
    const table = (name: string) => `arn:aws:glue:eu-central-1:111111111111:table/sales/${name}`;
    const assets = {
      orders: { externalIdentifier: table("orders"), published: true },
      secret: { externalIdentifier: table("secret"), published: false },
      open: { externalIdentifier: table("open"), description: "People decide" },
    };
    const one = { ...DEV.projects?.one, name: "one", profile: "tooling", assets };
    const identity = { issuer: "https://login.example.com", clientId: "portal", groups: {} };
    const application = { ...APPLICATION, api: { identity } };
    const stages = stagesOf({ shared: changed(SHARED, { application }), dev: changed(DEV, { projects: { one } }) });
    const json = synthesizeStage(stages[0], stages).stacks.get("data-application");
    const { publications } = documentSettings(parseTemplate(settingsIn(json!, API_SETTINGS_KEY)));
    const at = (name: string) => `stage dev, projects.one.assets.${name}.published`;
    expect(publications).toEqual([
      { project: "one", externalIdentifier: table("orders"), published: true, at: at("orders") },
      { project: "one", externalIdentifier: table("secret"), published: false, at: at("secret") },
    ]);
  });
});
