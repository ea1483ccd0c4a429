import fc from "fast-check";
import { decisionComment } from "../../../../governance/access/comment";
import type { DomainView, KnownDecision } from "../../../../governance/reports";
import { ago, decision, grant, LISTING, NOW, project, request, rowsOf, subscription, view } from "./domain-view";

const only = (of: DomainView, decisions: KnownDecision[] = []) =>
  rowsOf("access", of, { decisions }).filter((row) => row.subscription_id !== undefined);

describe("the access report", () => {
  test("names the rule and its version from the record", () => {
    const known = decision({ decider: "rule:europe", version: "abc", expiresAt: "2026-12-24T00:00:00.000Z" });
    expect(only(view(), [known])[0]).toMatchObject({
      why_kind: "rule",
      why: "rule europe",
      rules_version: "abc",
      until: "2026-12-24T00:00:00.000Z",
      since: ago(47),
      grant_status: "COMPLETED",
      rows: "all",
      columns: "all",
    });
  });

  test("names persons by their names", () => {
    const known = decision({ decider: "people:lead, engineer" });
    expect(only(view(), [known])[0]).toMatchObject({
      why_kind: "people",
      why: "lead@example.com, engineer@example.com",
    });
  });

  test("reads the comment of the decision where the record is lost", () => {
    const verdict = {
      outcome: "reject",
      decider: { kind: "rule", rule: "r", version: "v" },
      reason: "x",
      at: NOW,
    } as const;
    const comment = decisionComment(verdict, { expiresAt: "2027-01-01T00:00:00.000Z" });
    const [row] = only(view({ requests: [request({ comment })] }));
    expect(row).toMatchObject({ why_kind: "rule", why: "rule r", until: "2027-01-01T00:00:00.000Z" });
  });

  test("tells a decision of the portal with the person that the service names", () => {
    const [row] = only(view());
    expect(row).toMatchObject({
      why_kind: "portal",
      why: "decided in the portal by lead@example.com",
      until: undefined,
    });
  });

  test("tells that it does not know the reason where the request could not be read", () => {
    expect(only(view({ requests: [] }))[0]).toMatchObject({ why_kind: "not-known" });
  });

  test("has a line for each member of the project, and none for members that could not be read", () => {
    const members = [
      { principalId: "lead", designation: "PROJECT_OWNER" as const },
      { principalId: "robot", designation: "PROJECT_CONTRIBUTOR" as const },
    ];
    const rows = only(view({ projects: [project("producer"), project("consumer", { members })] }));
    expect(rows.map((row) => [row.subject_kind, row.subject, row.designation])).toEqual([
      ["project", "consumer", undefined],
      ["person", "lead@example.com", "PROJECT_OWNER"],
      ["program", "arn:aws:iam::111122223333:role/robot", "PROJECT_CONTRIBUTOR"],
    ]);
    const unread = view({ projects: [project("producer"), project("consumer", { members: undefined })] });
    expect(only(unread)).toHaveLength(1);
  });

  test("has members of the owning project as readers of the whole asset", () => {
    const owners = rowsOf("access", view()).filter((row) => row.why_kind === "owner");
    expect(owners.map(({ subject }) => subject)).toEqual(["producer", "lead@example.com"]);
    expect(owners[0]).toMatchObject({ grant_status: "owner", rows: "all", why: "owner of the project" });
  });

  test("names a filter that could not be read, for no filter means everything", () => {
    const filters = [
      { id: "f1", rows: "region = 'EU'" },
      { id: "f2", columns: ["region", "amount"] },
    ];
    const subscriptions = [subscription({ filterIds: ["f1", "f2"] })];
    expect(only(view({ subscriptions, filters }))[0]).toMatchObject({
      rows: "region = 'EU'",
      columns: "region, amount",
    });
    const [unread] = only(view({ subscriptions: [subscription({ filterIds: ["f9"] })], filters }));
    expect(unread).toMatchObject({ rows: "filter f9 could not be read", columns: "filter f9 could not be read" });
  });

  test("tells users, groups and roles that subscribe by themselves", () => {
    const subscriptions = [
      subscription({ id: "s1", subscriber: { kind: "user", id: "engineer" } }),
      subscription({ id: "s2", subscriber: { kind: "group", id: "g", name: "Analysts" } }),
      subscription({ id: "s3", subscriber: { kind: "iam", id: "arn:aws:iam::1:role/x" } }),
    ];
    expect(only(view({ subscriptions })).map((row) => [row.subject_kind, row.subject])).toEqual([
      ["person", "engineer@example.com"],
      ["group", "Analysts"],
      ["program", "arn:aws:iam::1:role/x"],
    ]);
  });

  /** Domains of any shape: projects that are gone, members that were not read, requests that are missing. */
  const ids = fc.constantFrom("producer", "consumer", "gone", "engineer");
  const anyDomain = fc.record({
    subscriptions: fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }),
        status: fc.constantFrom("APPROVED" as const, "REVOKED" as const, "CANCELLED" as const),
        requestId: fc.option(fc.constantFrom("r1", "r2"), { nil: undefined }),
        owner: ids,
        subscriber: fc.record({ kind: fc.constantFrom("project" as const, "user" as const, "iam" as const), id: ids }),
        filterIds: fc.subarray(["f1", "f2", "f3"]),
      }),
      { selector: ({ id }) => id, maxLength: 12 },
    ),
    hasMembers: fc.boolean(),
    hasRequest: fc.boolean(),
    decider: fc.option(fc.constantFrom("rule:a", "people:lead", "people:", "lapse", "outside"), { nil: undefined }),
    granted: fc.boolean(),
  });

  test("has every approved subscription exactly once, and no line without a reason", () => {
    fc.assert(
      fc.property(anyDomain, ({ subscriptions, hasMembers, hasRequest, decider, granted }) => {
        const known = subscriptions.map(({ owner, ...one }) =>
          subscription({ ...one, listing: { ...LISTING, listingId: `l-${owner}`, projectId: owner } }),
        );
        const of = view({
          subscriptions: known,
          requests: hasRequest ? [request()] : [],
          projects: [project("producer"), project("consumer", hasMembers ? {} : { members: undefined })],
          grants: granted ? known.map(({ id }) => grant({ id: `g-${id}`, subscriptionId: id })) : [],
          filters: [{ id: "f1", rows: "a = 1" }],
        });
        const rows = rowsOf("access", of, { decisions: [decision({ decider })] });
        const itself = rows.filter((row) => row.through_project === undefined && row.subscription_id !== undefined);
        const approved = known.filter(({ status }) => status === "APPROVED").map(({ id }) => id);
        expect(itself.map((row) => row.subscription_id).sort()).toEqual([...approved].sort());
        for (const row of rows) {
          expect(row.why).toMatch(/\S/);
          expect(row.why_kind).toMatch(/^(rule|people|portal|owner|not-known)$/);
          // No filter is ever left out of what is told.
          const filterIds = known.find(({ id }) => id === row.subscription_id)?.filterIds ?? [];
          expect(row.rows === "all" && row.columns === "all").toBe(filterIds.length === 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
