import { ORPHANS, type DomainView, type KnownDecision, type OrphanKind } from "../../../../governance/reports";
import { ago, decision, grant, project, request, rowsOf, subscription, view } from "./domain-view";

const ENDED = subscription({ status: "REVOKED", updatedAt: ago(5) });
const ROBOTS = project("consumer", { members: [{ principalId: "robot", designation: "PROJECT_OWNER" }] });
const COMMENT = `Approved [smus by=rule:x version=v at=${ago(40)} expires=${ago(3)} filters=]`;

/** A domain with one thing wrong, for each kind. */
const CASES: Readonly<Record<OrphanKind, { changes: Partial<DomainView>; decisions?: KnownDecision[] }>> = {
  GRANT_WITHOUT_SUBSCRIPTION: { changes: { subscriptions: [ENDED] } },
  APPROVED_WITHOUT_GRANT: { changes: { grants: [] } },
  GRANT_FAILED: {
    changes: { grants: [grant({ status: "GRANT_FAILED", assetStatuses: ["GRANT_FAILED"], cause: "no" })] },
  },
  GRANT_INACCESSIBLE: { changes: { grants: [grant({ status: "INACCESSIBLE" })] } },
  GRANT_PENDING: { changes: { grants: [grant({ status: "PENDING", assetStatuses: ["GRANT_PENDING"] })] } },
  REVOKE_PENDING: {
    changes: {
      subscriptions: [ENDED],
      grants: [grant({ status: "IN_PROGRESS", assetStatuses: ["REVOKE_IN_PROGRESS"], updatedAt: ago(4) })],
    },
  },
  REVOKE_FAILED: {
    changes: { subscriptions: [ENDED], grants: [grant({ status: "REVOKE_FAILED", assetStatuses: ["REVOKE_FAILED"] })] },
  },
  PERMISSIONS_RETAINED: { changes: { subscriptions: [{ ...ENDED, retained: true }] } },
  SUBSCRIBER_GONE: { changes: { projects: [project("producer")] } },
  OWNER_GONE: { changes: { projects: [project("consumer")] } },
  ENVIRONMENT_GONE: { changes: { projects: [project("producer"), project("consumer", { environments: [] })] } },
  FILTERS_DIFFER: { changes: {}, decisions: [decision({ filterIds: ["f1"] })] },
  ACCESS_PAST_ITS_END: { changes: { requests: [request({ comment: COMMENT })] } },
  PROJECT_WITHOUT_HUMAN_OWNER: { changes: { projects: [project("producer"), ROBOTS] } },
};

describe("orphans", () => {
  test("are none where nothing is wrong", () => {
    expect(rowsOf("orphans", view())).toEqual([]);
  });

  test.each(Object.keys(CASES) as OrphanKind[])("%s is found, alone, with what to do", (kind) => {
    const { changes, decisions } = CASES[kind];

    const rows = rowsOf("orphans", view(changes), { decisions });

    expect(rows.map((row) => row.kind)).toEqual([kind]);
    expect(rows[0]).toMatchObject({ remedy: ORPHANS[kind] });
    expect(rows[0].detail).not.toBe("");
  });

  test("are not made of what could not be read", () => {
    const unread = { members: undefined, environments: undefined };
    expect(rowsOf("orphans", view({ projects: [project("producer", unread), project("consumer", unread)] }))).toEqual(
      [],
    );
  });

  test("are not made of an owner whose profile could not be read", () => {
    const unknown = project("consumer", { members: [{ principalId: "gone", designation: "PROJECT_OWNER" }] });
    expect(rowsOf("orphans", view({ projects: [project("producer"), unknown] }))).toEqual([]);
  });

  test("wait for the service as long as it may take", () => {
    const young = { grants: [grant({ status: "PENDING", assetStatuses: ["GRANT_PENDING"], updatedAt: ago(1) })] };
    expect(rowsOf("orphans", view(young))).toEqual([]);
    expect(rowsOf("orphans", view({ grants: [], subscriptions: [subscription({ createdAt: ago(1) })] }))).toEqual([]);
  });

  test("are not made of grants that were taken back", () => {
    const taken = grant({ status: "COMPLETED", assetStatuses: ["REVOKED"] });
    expect(rowsOf("orphans", view({ subscriptions: [ENDED], grants: [taken] }))).toEqual([]);
  });

  test("are grants whose subscription is nowhere, unless something could not be read", () => {
    const of = view({ subscriptions: [], requests: [] });
    expect(rowsOf("orphans", of)).toMatchObject([{ kind: "GRANT_WITHOUT_SUBSCRIPTION", grant_id: "g1" }]);
    expect(rowsOf("orphans", { ...of, gaps: [{ subject: "project x", what: "not seen" }] })).toEqual([]);
  });

  test("tell both failures of a grant that failed both ways", () => {
    const both = grant({ status: "GRANT_AND_REVOKE_FAILED", assetStatuses: ["REVOKE_FAILED"] });
    const kinds = rowsOf("orphans", view({ subscriptions: [ENDED], grants: [both] })).map(({ kind }) => kind);
    expect(kinds).toEqual(["GRANT_FAILED", "REVOKE_FAILED"]);
  });
});
