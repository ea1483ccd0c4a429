import type { EnvironmentInput } from "../../../configuration/model";
import { memberships } from "../../../preflight/checks/memberships";
import type { LiveDomain } from "../../../preflight/live-domain";
import { stageOf } from "../../support/stages";
import { fault, lookAt, type Answers } from "./fake-reads";

const ROLE = "arn:aws:iam::000000000001:role/smus-control-plane";
const DOMAIN: LiveDomain = { id: "dzd-1", arn: "a", rootUnitId: "root", blueprints: new Map(), units: [] };
type Part = Partial<NonNullable<EnvironmentInput["projects"]>[string]>;

const stage = (part: Part, more: Partial<EnvironmentInput> = {}) =>
  stageOf({
    governanceAccount: "owner",
    accounts: { owner: { id: "000000000001" }, finance: { id: "000000000011", blueprints: { Tooling: {} } } },
    domain: { name: "example", region: "us-east-1", groups: { function: { rolePrincipalArn: ROLE } } },
    profiles: {
      fixed: { name: "Fixed", target: { account: "finance" }, configurations: { Tooling: { blueprint: "Tooling" } } },
    },
    projects: {
      reports: {
        name: "Reports",
        profile: "fixed",
        members: { function: { group: "function", designation: "PROJECT_OWNER" } },
        ...part,
      },
    },
    adopt: { "Project/reports": "prj-reports" },
    ...more,
  });

const SOURCES: Part = { dataSources: { a: { name: "A", glue: { filters: [{ database: "sales" }] } } } };
const ASSETS: Part = {
  assets: { orders: { externalIdentifier: "arn:aws:glue:us-east-1:000000000011:table/sales/orders", name: "Orders" } },
};
const group = (groupId: string, designation: string) => ({ memberDetails: { group: { groupId } }, designation });
const user = (userId: string, designation: string) => ({ memberDetails: { user: { userId } }, designation });
const ROLES: Readonly<Record<string, string>> = { ours: ROLE, analysts: "arn:aws:iam::000000000001:role/analysts" };
const ARNS: Readonly<Record<string, object>> = {
  role: { iam: { arn: ROLE } },
  session: { iam: { arn: "arn:aws:sts::000000000001:assumed-role/smus-control-plane/smus-control-plane" } },
  namesake: { iam: { arn: "arn:aws:sts::000000000001:assumed-role/smus-control-plane-2/x" } },
  person: { sso: { username: "jane" } },
};
const members = (...list: object[]): Answers => ({
  "datazone:ListProjectMemberships": ({ projectIdentifier }: { projectIdentifier: string }) =>
    projectIdentifier === "prj-reports" ? { members: list } : fault("ResourceNotFoundException"),
  "datazone:GetGroupProfile": ({ groupIdentifier }: { groupIdentifier: string }) =>
    groupIdentifier === "sso" ? fault("ResourceNotFoundException") : { rolePrincipalArn: ROLES[groupIdentifier] },
  "datazone:GetUserProfile": ({ userIdentifier }: { userIdentifier: string }) => ({ details: ARNS[userIdentifier] }),
});
const look = (seen: ReturnType<typeof stage>, answers: Answers, domain: LiveDomain | undefined = DOMAIN) =>
  lookAt(memberships, seen, { owner: answers }, domain);

describe("memberships", () => {
  it.each([
    ["a group of its role that owns the project", group("ours", "PROJECT_OWNER")],
    ["a group of its role that contributes", group("ours", "PROJECT_CONTRIBUTOR")],
    ["a user profile of its role", user("role", "PROJECT_OWNER")],
    ["the session that has made the project", user("session", "PROJECT_OWNER")],
  ])("is content with %s", async (_what, member) => {
    const people = [group("analysts", "PROJECT_OWNER"), user("person", "PROJECT_OWNER")];
    expect((await look(stage(SOURCES), members(...people, member))).findings).toEqual([]);
  });

  it.each([
    ["no member", [group("analysts", "PROJECT_OWNER"), group("sso", "PROJECT_OWNER"), user("person", "PROJECT_OWNER")]],
    ["no member: another role's name begins as its own", [user("namesake", "PROJECT_OWNER")]],
  ])("finds a function that is %s, with the one line that lets it in", async (_what, list) => {
    const { findings } = await look(stage(SOURCES), members(...list));
    expect(findings).toEqual([
      {
        code: "FUNCTION_NOT_A_MEMBER",
        check: "memberships",
        account: "owner",
        accountId: "000000000001",
        region: "us-east-1",
        what: `the role of the control-plane function (${ROLE}) is no member of project "reports" (prj-reports), in which it keeps data sources: plans end with NOT_A_MEMBER, or writes are refused`,
        cure: expect.stringMatching(
          /create-project-membership --domain-identifier dzd-1 --project-identifier prj-reports --designation PROJECT_OWNER --member groupIdentifier=/,
        ) as string,
        source: "field evidence, section 2, ListConnections and GetAsset",
      },
    ]);
    expect(findings[0].cure).not.toContain("\n");
  });

  it("finds a function that may only look", async () => {
    const { findings } = await look(stage(SOURCES), members(group("ours", "PROJECT_CATALOG_VIEWER")));
    expect(findings.map(({ what }) => what)).toEqual([
      expect.stringContaining("may only look (PROJECT_CATALOG_VIEWER) of") as string,
    ]);
  });

  it.each<[string, Part, Partial<EnvironmentInput>]>([
    ["data sources", SOURCES, {}],
    ["connections", { connections: { a: { name: "a", athena: { workgroupName: "primary" } } } }, {}],
    ["marks of assets", ASSETS, {}],
    ["the vocabulary", {}, { catalog: { owner: { project: "reports" } } }],
    ["data sources, marks of assets", { ...SOURCES, ...ASSETS }, {}],
  ])("looks where the function keeps %s", async (what, part, more) => {
    const { findings } = await look(stage(part, more), members());
    expect(findings.map((finding) => finding.what)).toEqual([
      expect.stringContaining(`in which it keeps ${what}:`) as string,
    ]);
  });

  it("asks nothing where it keeps nothing, where it has made the project itself, and before there is a domain", async () => {
    const nothing = { findings: [], remarks: [] };
    expect(await look(stage({}), {})).toEqual(nothing);
    expect(await look(stage(SOURCES, { adopt: {} }), {})).toEqual(nothing);
    expect(await lookAt(memberships, stage(SOURCES), { owner: {} })).toEqual(nothing);
  });

  it("leaves it to the plan to say that there is no such project", async () => {
    expect((await look(stage(SOURCES, { adopt: { "Project/reports": "gone" } }), members())).findings).toEqual([]);
  });

  it("says where it may not look", async () => {
    const refused = { "datazone:ListProjectMemberships": fault("AccessDeniedException", "not permitted", 403) };
    expect((await look(stage(SOURCES), refused)).findings.map(({ code }) => code)).toEqual(["LOOK_REFUSED"]);
  });
});
