import { Directory, type DomainView } from "../../../../governance/reports";
import { checkRights, RIGHTS_CODES, type AccountPolicies, type ExpectedRights } from "../../../../governance/rights";
import { decision, OPTIONS, project, view } from "../reports/domain-view";

const FUNCTION = "arn:aws:iam::111122223333:role/smus/control-plane";
const EXPECTED: ExpectedRights = {
  projects: [
    {
      path: "projects.sales",
      stage: "dev",
      name: "producer",
      members: [{ identifier: "lead@example.com", designation: "PROJECT_OWNER" }],
    },
  ],
  units: [{ path: "domain.units.finance", stage: "dev", unit: "root / Finance", owners: ["lead@example.com"] }],
  platform: [FUNCTION],
  targetWriters: ["arn:aws:iam::*:role/admin"],
};
const UNITS = [
  { id: "root", name: "root" },
  { id: "finance", name: "Finance", parentId: "root", ownerIds: ["lead"] },
];
/** A decision of the application, so that access is not one of outside. */
const RULED = decision({ decider: "rule:r" });

function findings(
  changes: Partial<DomainView> = {},
  expected: Partial<ExpectedRights> = {},
  accounts: readonly AccountPolicies[] = [],
  decisions = [RULED],
) {
  const directory = new Directory({
    view: view({ units: UNITS, ...changes }),
    decisions,
    lifetimes: [],
    options: OPTIONS,
  });
  return [...checkRights(directory, { ...EXPECTED, ...expected }, accounts)];
}

const producer = (members: Parameters<typeof project>[1]) => ({
  projects: [project("producer", members), project("consumer")],
});

describe("the check of rights", () => {
  test("finds nothing where everything is as configured", () => {
    expect(findings()).toEqual([]);
  });

  test("takes projects of people as they are: only standing ones are configured", () => {
    const members = [
      { principalId: "lead", designation: "PROJECT_OWNER" as const },
      { principalId: "engineer", designation: "PROJECT_CONTRIBUTOR" as const },
    ];
    expect(findings({ projects: [project("producer"), project("consumer", { members })] })).toEqual([]);
  });

  test("finds members that are missing, too much, or have another part, each with what mends it", () => {
    const members = [
      { principalId: "lead", designation: "PROJECT_CONTRIBUTOR" as const },
      { principalId: "engineer", designation: "PROJECT_OWNER" as const },
    ];
    const expected = [
      ...EXPECTED.projects[0].members,
      { identifier: "arn:aws:iam::111122223333:role/robot", designation: "PROJECT_CONTRIBUTOR" as const },
    ];
    const found = findings(producer({ members }), { projects: [{ ...EXPECTED.projects[0], members: expected }] });
    expect(found).toMatchObject([
      { code: "MEMBER_DESIGNATION", expected: "PROJECT_OWNER", found: "PROJECT_CONTRIBUTOR" },
      { code: "MEMBER_MISSING", remedy: "npm run apply -- --stage dev" },
      {
        code: "MEMBER_EXTRA",
        what: "engineer@example.com is a member and not in projects.sales.members",
        remedy: "add it to projects.sales.members, or take it out: page Members of project producer, user engineer",
      },
    ]);
  });

  test("takes the role that asks for a project as one of it, and that of another project as too much", () => {
    const asking = (project: string) => `arn:aws:iam::111122223333:role/smus-asks-${project}`;
    const principals = [
      { id: "lead", kind: "person" as const, name: "lead@example.com" },
      { id: "own", kind: "program" as const, name: asking("producer") },
      { id: "other", kind: "program" as const, name: asking("consumer") },
    ];
    const members = [
      { principalId: "lead", designation: "PROJECT_OWNER" as const },
      { principalId: "own", designation: "PROJECT_CONTRIBUTOR" as const },
      { principalId: "other", designation: "PROJECT_CONTRIBUTOR" as const },
    ];
    const askingRoles = "arn:*:iam::*:role/smus-asks-";
    expect(findings({ ...producer({ members }), principals }, { askingRoles })).toMatchObject([
      { code: "MEMBER_EXTRA", what: expect.stringContaining("smus-asks-consumer") as string },
    ]);
  });

  test("knows roles whatever their path is, and members that the platform needs", () => {
    const principals = [
      { id: "lead", kind: "person" as const, name: "lead@example.com" },
      { id: "fn", kind: "program" as const, name: FUNCTION },
      { id: "robot", kind: "program" as const, name: "arn:aws:iam::111122223333:role/team/robot" },
    ];
    const members = [
      { principalId: "lead", designation: "PROJECT_OWNER" as const },
      { principalId: "fn", designation: "PROJECT_OWNER" as const },
      { principalId: "robot", designation: "PROJECT_CONTRIBUTOR" as const },
    ];
    const expected = [
      ...EXPECTED.projects[0].members,
      { identifier: "arn:aws:iam::111122223333:role/robot", designation: "PROJECT_CONTRIBUTOR" as const },
    ];
    const of = { principals, ...producer({ members }) };
    expect(findings(of, { projects: [{ ...EXPECTED.projects[0], members: expected }] })).toEqual([]);
  });

  test("finds standing projects and units that are not there, and does not take what was not read for right", () => {
    const missing = findings({}, { projects: [{ ...EXPECTED.projects[0], name: "gone" }] });
    expect(missing).toMatchObject([{ code: "PROJECT_MISSING" }]);
    expect(findings({ units: [{ id: "root", name: "root" }] })).toMatchObject([{ code: "UNIT_MISSING" }]);
    expect(findings(producer({ members: undefined }))).toMatchObject([{ code: "MEMBERS_UNREAD" }]);
    const unread = { units: [UNITS[0], { id: "finance", name: "Finance", parentId: "root" }] };
    expect(findings(unread)).toMatchObject([{ code: "OWNERS_UNREAD" }]);
  });

  test("finds owners of units that are missing or too much", () => {
    const others = { units: [UNITS[0], { ...UNITS[1], ownerIds: ["engineer"] }] };
    expect(findings(others)).toMatchObject([{ code: "OWNER_MISSING" }, { code: "OWNER_EXTRA" }]);
  });

  test("finds access that was given past the application, and orphans", () => {
    expect(findings({}, {}, [], [])).toMatchObject([{ code: "ACCESS_OUTSIDE", subject: "subscription s1" }]);
    expect(findings({ grants: [] })).toMatchObject([
      { code: "ACCESS_ORPHANED", subject: "subscription s1", found: "APPROVED_WITHOUT_GRANT" },
    ]);
  });

  test("finds who may change subscription targets, but for those who are to", () => {
    const all = { Statement: [{ Effect: "Allow", Action: "datazone:*", Resource: "*" }] };
    const account = {
      accountId: "222222222222",
      holders: [
        { arn: "arn:aws:iam::222222222222:role/admin", documents: [all] },
        { arn: "arn:aws:iam::222222222222:role/team", documents: [all] },
        { arn: "arn:aws:iam::222222222222:role/reader", documents: [] },
      ],
    };
    expect(findings({}, {}, [account])).toMatchObject([
      {
        code: "TARGET_WRITER",
        subject: "account 222222222222",
        found: expect.stringContaining("UpdateSubscriptionTarget") as string,
      },
    ]);
    const unread = findings({}, {}, [{ accountId: "222222222222", unread: "AccessDenied" }]);
    expect(unread).toMatchObject([{ code: "TARGET_WRITERS_UNREAD", found: "AccessDenied" }]);
  });

  test("explains every code", () => {
    for (const says of Object.values(RIGHTS_CODES)) expect(says).toMatch(/^[A-Z].*\.$/);
  });
});
