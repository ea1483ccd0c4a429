import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseStackId } from "../../../contracts/layers";
import type { Topology } from "../../../topology/model";
import { parsePlan, subjectOf, withPlan } from "../../../topology/plan";
import { planOf, topologyOfDirectory } from "./support";

const BASELINES = path.resolve(__dirname, "../../addresses/baseline");
const GOVERNANCE = { stage: "dev", account: "data-governance" } as const;
const example = topologyOfDirectory("environments");

/** All items by what a resource leads to: rows of one grant share a subject. */
function subjects(topology: Topology): Set<string> {
  const shares = topology.stages.flatMap(({ share }) => share ?? []);
  const { domains, stages, accounts, pools, profiles, projects, units, principals, access } = topology;
  const plain = [
    ...domains,
    ...stages,
    ...shares,
    ...accounts,
    ...pools,
    ...profiles,
    ...projects,
    ...units,
    ...principals,
  ];
  const rows = access.map(({ id, profile }) => (profile === undefined ? id : id.slice(0, id.lastIndexOf("/"))));
  return new Set([...plain.map(({ id }) => id), ...rows]);
}

// What an address belongs to is read from its name: this fails where constructs are named otherwise.
describe.each([
  ["example", "environments"],
  ["minimal", "environments/samples/minimal"],
  ["comprehensive", "environments/samples/comprehensive"],
])("every resource of the %s organization", (name, directory) => {
  const topology = topologyOfDirectory(directory);
  const known = subjects(topology);
  const found = readdirSync(path.join(BASELINES, name)).flatMap((stage) =>
    readdirSync(path.join(BASELINES, name, stage)).flatMap((file) => {
      const stack = { stage, ...parseStackId(path.parse(file).name) };
      return readFileSync(path.join(BASELINES, name, stage, file), "utf8")
        .split("\n")
        .filter((address) => address !== "" && !address.startsWith("data."))
        .map((address) => ({ address, subject: subjectOf(stack, address) }));
    }),
  );

  test("belongs to an item of the view", () => {
    const stray = found.filter(({ subject }) => ![subject.id, ...subject.also].every((id) => known.has(id)));
    expect(stray.map(({ address, subject }) => `${address} -> ${subject.id} ${subject.also.join()}`)).toEqual([]);
  });

  test("and every item that has resources is found by them", () => {
    const reached = new Set(found.flatMap(({ subject }) => [subject.id, ...subject.also]));
    const expected = [
      ...topology.profiles,
      ...topology.pools,
      ...topology.projects,
      ...topology.principals,
      ...topology.domains,
    ];
    expect(expected.filter(({ id }) => !reached.has(id)).map(({ id }) => id)).toEqual([]);
    const rows = subjects({
      ...topology,
      domains: [],
      stages: [],
      accounts: [],
      pools: [],
      profiles: [],
      projects: [],
      units: [],
      principals: [],
    });
    expect([...rows].filter((id) => !reached.has(id))).toEqual([]);
  });
});

describe("a plan", () => {
  test("marks what it creates, changes, replaces and destroys", () => {
    const { profiles, projects, pools, access, plan } = withPlan(example, [
      planOf(
        { ...GOVERNANCE, layer: "profiles" },
        {
          "aws_lambda_invocation.Profile_finance-analytics_1806E110": ["update"],
          "terraform_data.Profile_finance-analytics_CreateOnly_A459F345": ["no-op"],
          "aws_lambda_invocation.Profile_marketing-genai_0E2033A5": ["create"],
          "terraform_data.Profile_marketing-genai_CreateOnly_68CCC1CF": ["create"],
          "aws_lambda_invocation.Pool_finance_F810A3FA": ["no-op"],
          "aws_lambda_invocation.Profile_gone_00AA00AA": ["delete"],
          "aws_cloudcontrolapi_resource.Grant_projects-marketing-leads_4737D786": ["create", "delete"],
        },
      ),
      planOf(
        { ...GOVERNANCE, layer: "projects" },
        {
          "aws_lambda_invocation.finance-reporting_9844DDA7": ["delete", "create"],
          "terraform_data.finance-reporting_CreateOnly_EA3AD613": ["update"],
          "aws_lambda_invocation.marketing-campaigns_76E8E249": ["no-op"],
          "aws_lambda_invocation.marketing-campaigns_Member_leads_ADCC170D": ["create"],
        },
      ),
    ]);
    const actions = (items: readonly { readonly id: string; readonly change?: { readonly action: string } }[]) =>
      Object.fromEntries(items.flatMap(({ id, change }) => (change === undefined ? [] : [[id, change.action]])));
    expect(actions(profiles)).toEqual({
      "profile:dev/finance-analytics": "update",
      "profile:dev/marketing-genai": "create",
    });
    expect(actions(projects)).toEqual({
      "project:dev/finance-reporting": "replace",
      "project:dev/marketing-campaigns": "update",
    });
    expect(actions(pools)).toEqual({});
    // A grant is one resource and a row for each profile.
    expect(actions(access)).toEqual({
      "access:dev/grants/projects-marketing-leads/marketing-analytics": "replace",
      "access:dev/grants/projects-marketing-leads/marketing-genai": "replace",
    });
    expect(
      plan?.changes.map(({ name, action, id }) => `${action} ${name}${id === undefined ? " (gone)" : ""}`),
    ).toEqual([
      "replace finance-reporting-dev",
      "replace marketing-leads may create projects from marketing-analytics-dev and others",
      "destroy gone (gone)",
      "update finance-analytics-dev",
      "update marketing-campaigns-dev",
      "create marketing-genai-dev",
    ]);
  });

  test("makes an account new with its foundation, and its line of the share", () => {
    const { accounts, stages } = withPlan(example, [
      planOf(
        { stage: "dev", account: "finance-dev", layer: "state" },
        { "aws_s3_bucket.StateBucket_AD2A61F0": ["no-op"] },
      ),
      planOf(
        { stage: "dev", account: "finance-dev", layer: "foundation" },
        {
          "terraform_data.StageGuard_6214B1C2": ["create"],
          "aws_vpc.us-east-1_Network_EB44333B": ["create"],
        },
      ),
      planOf(
        { ...GOVERNANCE, layer: "sharing" },
        {
          "aws_ram_resource_share.Share_94628590": ["no-op"],
          "aws_ram_principal_association.Share_Principals_finance-dev_187DFAC5": ["create"],
        },
      ),
    ]);
    const account = accounts.find(({ id }) => id === "account:dev/finance-dev");
    expect([account?.change?.action, account?.shareChange?.action]).toEqual(["create", "create"]);
    expect(stages.find(({ name }) => name === "dev")?.share?.change?.action).toBe("update");
  });

  test("is a change of an account where only parts come or go", () => {
    const { accounts } = withPlan(example, [
      planOf(
        { stage: "dev", account: "finance-dev", layer: "association" },
        {
          "aws_lambda_invocation.Blueprint_DataLake_Configuration_EEE4F019": ["delete", "create"],
          "aws_iam_role.Roles_Provisioning_F0DAF6BE": ["delete"],
        },
      ),
    ]);
    expect(accounts.find(({ id }) => id === "account:dev/finance-dev")?.change).toEqual({
      action: "update",
      counts: { create: 0, update: 0, replace: 1, destroy: 1 },
    });
  });

  test("that is missing or ended with an error is said to be so", () => {
    const errored = parsePlan(JSON.stringify({ format_version: "1.2", resource_changes: [], errored: true }));
    const { plan } = withPlan(example, [
      { stage: "dev", account: "a", layer: "state", reason: "not planned" },
      { stage: "dev", account: "b", layer: "state", plan: errored },
    ]);
    expect(plan?.stages).toEqual([
      {
        stage: "dev",
        stacks: ["b-state"],
        missing: [
          { stack: "a-state", reason: "not planned" },
          { stack: "b-state", reason: "its plan ended with an error: changes are missing" },
        ],
      },
    ]);
  });

  test.each([
    ["{", "not JSON"],
    ["[]", "not a plan of format 1"],
    ['{"format_version":"2.0","resource_changes":[]}', "not a plan of format 1"],
    ['{"format_version":"1.0","values":{}}', "a state, not a plan"],
  ])("is refused where it is none: %s", (text, message) => {
    expect(() => parsePlan(text)).toThrow(message);
  });

  test("does not count the record of the apply, which changes with everything else", () => {
    const update = (address: string) => ({ address, mode: "managed", change: { actions: ["update"] } });
    const changes = [update("terraform_data.Applied"), update("aws_lambda_invocation.Pool_finance_F810A3FA")];
    const plan = parsePlan(JSON.stringify({ format_version: "1.2", resource_changes: changes }));
    const marked = withPlan(example, [{ ...GOVERNANCE, layer: "profiles", plan }]).plan?.changes;
    expect(marked?.map(({ id }) => id)).toEqual(["pool:dev/finance"]);
  });

  test("without changes is read, and reads and data sources do not count", () => {
    const changes = [
      { address: "data.x.y", mode: "data", change: { actions: ["read"] } },
      { address: "a.b", mode: "managed", change: { actions: ["forget"] } },
    ];
    expect(parsePlan(JSON.stringify({ format_version: "1.2", configuration: {} })).changes).toEqual([]);
    expect(parsePlan(JSON.stringify({ format_version: "1.2", resource_changes: changes })).changes).toEqual([]);
  });
});
