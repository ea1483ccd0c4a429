import { knownDecision, REPORTS } from "../../../../governance/reports";
import { freshRecord, type AccessRecord } from "../../../../governance/access";
import { ago, decision, grant, LISTING, NOW, project, request, rowsOf, subscription, view } from "./domain-view";

describe("every report", () => {
  test.each(REPORTS.map((report) => [report.name, report] as const))(
    "%s has rows with exactly its columns",
    (name, report) => {
      const waits = request({ id: "r2", status: "PENDING", createdAt: ago(100) });
      const of = view({
        requests: [request(), waits],
        grants: [grant({ status: "GRANT_FAILED" })],
        gaps: [{ subject: "a", what: "b" }],
      });
      const rows = rowsOf(name, of);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(Object.keys(report.columns).sort());
    },
  );

  test("has column names that Athena takes as they are", () => {
    for (const { columns } of REPORTS)
      for (const name of Object.keys(columns)) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  });
});

describe("the projects report", () => {
  test("tells owners, accounts, age, end and whose a project is", () => {
    const environments = [
      { id: "e1", accountId: "222222222222", region: "eu-west-1", status: "ACTIVE" },
      { id: "e2", accountId: "222222222222", region: "eu-west-1", status: "ACTIVE" },
    ];
    const members = [
      { principalId: "lead", designation: "PROJECT_OWNER" as const },
      { principalId: "robot", designation: "PROJECT_OWNER" as const },
      { principalId: "engineer", designation: "PROJECT_CONTRIBUTOR" as const },
    ];
    const of = view({ projects: [project("p", { unitId: "finance", environments, members })] });
    expect(rowsOf("projects", of, { lifetimes: [{ projectId: "p", endsAt: "2027-01-01T00:00:00.000Z" }] })).toEqual([
      {
        project_id: "p",
        project: "p",
        unit: "root / Finance",
        unit_id: "finance",
        status: "ACTIVE",
        origin: "application",
        owners: "lead@example.com, arn:aws:iam::111122223333:role/robot",
        human_owners: 1,
        members: 3,
        accounts: "222222222222",
        environments: 2,
        created_at: ago(240),
        age_days: 10,
        ends_at: "2027-01-01T00:00:00.000Z",
      },
    ]);
  });

  test("knows a project of the configuration by its name", () => {
    const of = view({ projects: [project("p", { name: "kept" }), project("q", { name: "other" })] });
    expect(rowsOf("projects", of).map(({ origin }) => origin)).toEqual(["standing", "unknown"]);
  });

  test("leaves empty what could not be read, instead of zero", () => {
    const unread = project("p", { members: undefined, environments: undefined, tags: undefined });
    expect(rowsOf("projects", view({ projects: [unread] }))[0]).toMatchObject({
      origin: "unknown",
      owners: undefined,
      human_owners: undefined,
      members: undefined,
      accounts: undefined,
      environments: undefined,
    });
  });
});

describe("the requests report", () => {
  const record: AccessRecord = {
    ...freshRecord("r1"),
    phase: "active",
    verdict: { outcome: "reject", decider: { kind: "people", people: ["lead"] }, reason: "No", at: ago(47) },
    decidedAt: ago(47),
    done: ["held:x", "evidence:decision-approve"],
  };

  test("tells the decision of the record, with persons and the key of the evidence", () => {
    const [row] = rowsOf("requests", view(), { decisions: [knownDecision(record)] });
    expect(row).toMatchObject({
      decider: "people:lead@example.com",
      outcome: "reject",
      decided_at: ago(47),
      hours_to_decision: 1,
      evidence: `evidence/access/day=${ago(47).slice(0, 10)}/r1/decision-approve.json`,
    });
  });

  test("tells a decision that the application knows nothing of as one of outside", () => {
    const [row] = rowsOf("requests", view());
    expect(row).toMatchObject({ phase: undefined, outcome: "approve", decider: "outside", decided_at: ago(47) });
  });

  test("has no decision while there is none", () => {
    const [row] = rowsOf("requests", view({ requests: [request({ status: "PENDING" })] }));
    expect(row).toMatchObject({
      outcome: undefined,
      decider: undefined,
      decided_at: undefined,
      hours_to_decision: undefined,
    });
  });
});

describe("the report of what waits", () => {
  test("tells the queue of a held request", () => {
    const held = { queue: "stewards", since: ago(80), lapsesAt: "2026-12-10T00:00:00.000Z" };
    const rows = rowsOf("pending", view({ requests: [request({ status: "PENDING" })] }), {
      decisions: [decision({ phase: "held", held })],
    });
    expect(rows).toEqual([
      expect.objectContaining({
        kind: "held-request",
        waits_for: "queue stewards, until 2026-12-10T00:00:00.000Z",
        waiting_days: 3,
        limit_hours: 72,
      }),
    ]);
  });

  test("tells grants, revocations and environments that the service works on too long", () => {
    const of = view({
      subscriptions: [subscription(), subscription({ id: "s2", status: "REVOKED" })],
      grants: [
        grant({ status: "PENDING", updatedAt: ago(3) }),
        grant({ id: "g2", subscriptionId: "s2", status: "IN_PROGRESS", updatedAt: ago(3) }),
        grant({ id: "g3", status: "PENDING", updatedAt: ago(1) }),
      ],
      projects: [
        project("producer"),
        project("consumer", {
          environments: [{ id: "env", accountId: "1", region: "eu-west-1", status: "CREATING" }],
        }),
      ],
    });
    expect(rowsOf("pending", of).map(({ kind, id }) => [kind, id])).toEqual([
      ["grant", "g1"],
      ["revocation", "g2"],
      ["environment", "env"],
    ]);
  });
});

describe("the report of use", () => {
  test("counts subscriptions and requests of each asset, of unused ones as well", () => {
    const unused = { ...LISTING, listingId: "l2", assetId: "a2", name: "Unused" };
    const of = view({
      published: [LISTING, unused],
      requests: [
        request(),
        request({ id: "r2", status: "REJECTED", createdAt: ago(24) }),
        request({ id: "r3", status: "PENDING" }),
      ],
      subscriptions: [subscription(), subscription({ id: "s2", status: "CANCELLED" })],
    });
    const rows = rowsOf("usage", of);
    expect(rows.find((row) => row.asset_id === "a1")).toMatchObject({
      subscriptions: 1,
      subscribers: 1,
      ended_subscriptions: 1,
      requests: 3,
      pending_requests: 1,
      rejected_requests: 1,
      last_request_at: ago(24),
      days_since_request: 1,
      published: "yes",
    });
    expect(rows.find((row) => row.asset_id === "a2")).toMatchObject({ subscriptions: 0, last_request_at: undefined });
  });

  test("keeps assets that are no longer published", () => {
    expect(rowsOf("usage", view({ published: [] }))[0]).toMatchObject({ asset_id: "a1", published: "no" });
  });
});

test("gaps are told, with the project or the unit that they are about", () => {
  const gaps = [
    { subject: "project p", what: "its members are not known" },
    { subject: "project gone", what: "its members are not known" },
    { subject: "unit finance", what: "its owners are not known" },
    { subject: "profiles DATAZONE_SSO_USER", what: "names are not known" },
  ];
  const of = view({ projects: [project("p", { unitId: "finance" })], gaps });
  expect(rowsOf("gaps", of, { options: { now: NOW } })).toEqual([
    { ...gaps[0], project_id: "p", unit_id: "finance" },
    { ...gaps[1], project_id: "gone", unit_id: undefined },
    { ...gaps[2], project_id: undefined, unit_id: "finance" },
    { ...gaps[3], project_id: undefined, unit_id: undefined },
  ]);
});
