import { freshRecord } from "../../../../governance/access";
import { accessFacts } from "../../../../governance/access-rules";
import { EUROPE, FULL, HOLD, REJECT, rule, rulesOf } from "../access-rules/sample-rules";
import { decideHeld, type AccessRecord } from "../../../../governance/access";
import { World } from "./world";

const FILTERED: Parameters<typeof rule>[2] = {
  approve: { rows: EUROPE, columns: { withoutTerms: ["class/personal"] }, expiresInDays: 30 },
};
const world = (outcome: Parameters<typeof rule>[2], ...rest: [] | [{ id: string; environmentId: string }[]]) =>
  new World(rulesOf([rule("r", {}, outcome)]), ...rest);

describe("a request that a rule approves", () => {
  it("is accepted with exactly the filters that were decided, followed to access, reminded of, and revoked at its end", async () => {
    const one = world(FILTERED);
    await one.settle();
    expect(one.service.decisions).toEqual([{ outcome: "approve", ours: true, filterIds: ["rows", "columns"] }]);
    expect(one.service.state.request?.decisionComment).toMatch(
      /^Rule r \[smus by=rule:r version=[0-9a-f]{16} at=2026-11-01T00:00:00\.000Z expires=2026-12-01T00:00:00\.000Z filters=rows,columns\]$/,
    );
    expect(one.record).toMatchObject({ phase: "granting", expiresAt: "2026-12-01T00:00:00.000Z" });
    expect(one.notices).toEqual(["approved"]);
    expect((await one.pass(1)).nextLook).toBe("2026-11-24T00:00:00.000Z");
    expect(one.record).toMatchObject({ phase: "active", activeAt: one.now });
    await one.pass(22);
    expect(one.notices).toEqual(["approved", "active", "expiry-reminder"]);
    await one.pass(7);
    expect(one.service.state.subscription?.status).toBe("REVOKED");
    await one.pass(0);
    expect(one.record).toMatchObject({ phase: "closed", ending: { kind: "expired" }, endedAt: one.now });
    expect(one.evidence).toEqual(["decision-approve", "active", "ended"]);
    expect(one.notices).toEqual(["approved", "active", "expiry-reminder", "ended"]);
  });

  it("is looked at twice on its way: as it comes, and when the service was told", async () => {
    const one = world(FILTERED);
    const look = jest.spyOn(one.service, "look");
    await one.settle();
    expect(one.record?.phase).toBe("granting");
    expect(look).toHaveBeenCalledTimes(2);
  });

  it("is looked at anew where somebody else has stored something meanwhile", async () => {
    const one = world(FILTERED);
    const look = jest.spyOn(one.service, "look");
    jest.spyOn(one.service, "facts").mockImplementationOnce(() => {
      one.service.decide("approve", "portal", false);
      one.save({ ...freshRecord("request"), problem: { kind: "no-target" } });
      return Promise.resolve(accessFacts.parse({}));
    });
    await one.settle();
    expect(one.record).toMatchObject({ outside: { outcome: "approve" } });
    expect(look).toHaveBeenCalledTimes(2);
  });

  it("is not accepted while the service checks the filters", async () => {
    const one = world(FILTERED);
    one.service.filterAnswer = "pending";
    expect((await one.settle()).nextLook).toBe("2026-11-01T00:05:00.000Z");
    expect(one.service.decisions).toEqual([]);
    one.service.filterAnswer = "valid";
    await one.settle();
    expect(one.service.decisions).toHaveLength(1);
  });

  it("is accepted once while the service still answers that it is pending, and looked at again", async () => {
    const one = world(FULL);
    one.service.lag = 1000;
    expect((await one.settle()).nextLook).toBe("2026-11-01T00:05:00.000Z");
    expect(one.service.decisions).toHaveLength(1);
    expect(one.record?.phase).toBe("deciding");
  });

  it("is not over while grants are left after its revocation", async () => {
    const one = world(FILTERED);
    await one.pass(1);
    one.now = "2026-12-02T00:00:00.000Z";
    expect((await one.settle()).nextLook).toBe("2026-12-02T00:05:00.000Z");
    expect(one.service.state.grants).toHaveLength(1);
    expect(one.record?.phase).toBe("ending");
    one.service.change((state) => (state.grants[0] = { ...state.grants[0], status: "REVOKE_FAILED" }));
    await one.settle();
    expect(one.record).toMatchObject({ phase: "ending", problem: { kind: "revoke-failed" } });
    expect(one.notices).toContain("alarm");
    await one.pass(0);
    expect(one.record).toMatchObject({ phase: "closed", problem: undefined });
  });

  it("is held for people where the service refuses a filter", async () => {
    const one = world(FILTERED);
    one.service.filterAnswer = "invalid";
    await one.settle();
    expect(one.record).toMatchObject({
      phase: "held",
      verdict: undefined,
      held: { queue: "stewards", reason: "The filters of the decision cannot be made: no such column" },
    });
    expect(one.notices).toEqual(["held"]);
  });

  it("gets its grant where the place for it appears later", async () => {
    const one = world(FULL, []);
    await one.pass(1);
    expect(one.record).toMatchObject({ phase: "granting", problem: { kind: "no-target" } });
    expect(one.notices).toEqual(["approved", "grant-delayed"]);
    one.service.change((state) => state.targets.push({ id: "late", environmentId: "e" }));
    await one.pass(1);
    await one.pass(1);
    expect(one.record).toMatchObject({ phase: "active", problem: undefined });
    one.service.change((state) => state.targets.push({ id: "second", environmentId: "e2" }));
    await one.pass(1);
    expect(one.service.state.grants.map(({ targetId }) => targetId)).toEqual(["late", "second"]);
  });

  it("raises an alarm once where the application may not grant, and goes on when it may", async () => {
    const one = world(FULL, []);
    await one.pass(0);
    one.service.mayNotGrant = true;
    one.service.change((state) => state.targets.push({ id: "late", environmentId: "e" }));
    await one.pass(1);
    expect((await one.pass(1)).nextLook).toBe("2026-11-03T00:05:00.000Z");
    expect(one.record).toMatchObject({ problem: { kind: "grant-refused", cause: "not a member" } });
    await one.pass(1);
    expect(one.notices).toEqual(["approved", "grant-delayed", "alarm"]);
    one.service.mayNotGrant = false;
    await one.pass(1);
    await one.pass(1);
    expect(one.record).toMatchObject({ phase: "active", problem: undefined });
  });

  it("ends although it never worked", async () => {
    const one = world(FILTERED, []);
    await one.pass(0);
    await one.pass(31);
    await one.pass(0);
    expect(one.record).toMatchObject({ phase: "closed", ending: { kind: "expired" } });
  });

  it("raises an alarm once where the grant fails, and works when it is mended", async () => {
    const one = world(FULL);
    one.service.grantsFail = true;
    await one.pass(0);
    await one.pass(1);
    await one.pass(1);
    expect(one.record).toMatchObject({ phase: "granting", problem: { kind: "grant-failed", cause: "no permission" } });
    expect(one.notices).toEqual(["approved", "alarm"]);
    one.service.mend();
    await one.pass(1);
    expect(one.record).toMatchObject({ phase: "active", problem: undefined });
  });

  it("is revoked at once where the service has other filters than were decided", async () => {
    const one = world(FILTERED);
    await one.settle();
    one.service.change((state) => (state.subscription!.filterIds = ["rows"]));
    await one.pass(0);
    await one.pass(0);
    expect(one.service.state.subscription?.status).toBe("REVOKED");
    expect(one.notices).toContain("alarm");
    expect(one.record).toMatchObject({ ending: { kind: "revoked" }, phase: "closed" });
  });

  it("finds its way again where the record is lost, with the end that the comment names", async () => {
    const one = world(FILTERED);
    await one.pass(0);
    one.record = undefined;
    await one.pass(1);
    expect(one.record).toMatchObject({
      phase: "active",
      expiresAt: "2026-12-01T00:00:00.000Z",
      filterIds: ["rows", "columns"],
    });
    await one.pass(40);
    await one.pass(0);
    expect(one.record).toMatchObject({ phase: "closed" });
    expect(one.service.decisions).toHaveLength(1);
  });

  it("ends at its time although somebody has deleted the request", async () => {
    const one = world(FILTERED);
    await one.pass(0);
    one.service.change((state) => (state.request = undefined));
    await one.pass(1);
    expect(one.record).toMatchObject({ phase: "active" });
    await one.pass(40);
    await one.pass(0);
    expect(one.record).toMatchObject({ phase: "closed", ending: { kind: "expired" } });
  });
});

describe("a request that a rule rejects", () => {
  it("is rejected with the rule's words, and closed", async () => {
    const one = world(REJECT);
    await one.settle();
    expect(one.service.state.request?.decisionComment).toMatch(/^Not for this \[smus by=rule:r /);
    expect(one.record).toMatchObject({ phase: "closed" });
    expect([one.notices, one.evidence]).toEqual([["rejected"], ["decision-reject"]]);
  });
});

describe("a request that is out of sight", () => {
  it("is waited for where it was never seen", async () => {
    const one = world(FULL);
    const { request } = one.service.state;
    one.service.change((state) => (state.request = undefined));
    await one.settle();
    expect(one.record).toBeUndefined();
    one.service.change((state) => (state.request = request));
    await one.settle();
    expect(one.service.decisions).toHaveLength(1);
  });

  it("begins anew where it comes back", async () => {
    const one = world({ hold: HOLD });
    await one.settle();
    const { request } = one.service.state;
    one.service.change((state) => (state.request = undefined));
    await one.pass(1);
    expect(one.record?.phase).toBe("closed");
    one.service.change((state) => (state.request = request));
    await one.pass(1);
    expect(one.record).toMatchObject({ phase: "held", held: { since: one.now } });
  });
});

describe("a record", () => {
  it.each([
    ["rules reject", REJECT],
    ["people decide on", { hold: HOLD }],
  ] as const)("remembers from its first store on what a request asks for that %s", async (_, outcome) => {
    const one = world(outcome);
    await one.settle();
    expect(one.record?.asked).toEqual({
      requester: "engineer",
      assetId: "asset",
      assetType: "amazon.datazone.GlueTableAssetType",
      listingId: "listing",
      consumerProjectId: "consumer",
      producerProjectId: "producer",
      askedAt: "2026-10-31T00:00:00.000Z",
      reason: "Reports",
      names: { asset: "Customers", consumerProject: "Marketing", producerProject: "Sales" },
    });
  });

  it("remembers it of a request that others have decided before it was seen, and after the request is gone", async () => {
    const one = world(REJECT);
    one.service.decide("approve", "portal", false);
    await one.settle();
    expect(one.record).toMatchObject({ outside: { outcome: "approve" }, asked: { requester: "engineer" } });
    one.service.change((state) => delete state.request);
    await one.pass(1);
    expect(one.record?.asked?.requester).toBe("engineer");
  });
});

describe("a request that is held", () => {
  it("is told to the queue, reminded of, and rejected when nobody decides in time", async () => {
    const one = world({ hold: HOLD });
    expect((await one.settle()).nextLook).toBe("2026-11-04T00:00:00.000Z");
    expect((await one.pass(3)).nextLook).toBe("2026-11-15T00:00:00.000Z");
    await one.pass(12);
    expect(one.record).toMatchObject({ phase: "closed", verdict: { decider: { kind: "lapse" } } });
    expect(one.notices).toEqual(["held", "reminder", "rejected"]);
  });
});

describe("a request that somebody decides outside of the application", () => {
  it.each(["approve", "reject"] as const)(
    "is taken as it is (%s), with evidence, and not fought over",
    async (outcome) => {
      const one = world({ hold: HOLD });
      await one.settle();
      one.service.decide(outcome, "because", false);
      await one.pass(1);
      await one.pass(400);
      expect(one.record).toMatchObject({ outside: { outcome, comment: "because" } });
      expect(one.record?.phase).toBe(outcome === "approve" ? "active" : "closed");
      expect(one.notices).toContain("decided-outside");
      expect(one.evidence).toContain(`decision-${outcome}`);
    },
  );

  it("is taken as it is also where a rule had decided otherwise a moment before", async () => {
    const one = world(REJECT);
    one.service.fates = ["works", "works", "fails-before"];
    await expect(one.settle()).rejects.toThrow("busy");
    expect(one.record?.verdict).toMatchObject({ outcome: "reject" });
    one.service.decide("approve", "portal", false);
    await one.pass(0);
    expect(one.record).toMatchObject({ outside: { outcome: "approve" } });
    expect(one.record?.expiresAt).toBeUndefined();
  });
});

describe.each(["data-product", "user", "group", "role", "other"] as const)(
  "a request of what rules do not speak of: %s",
  (beyond) => {
    /** A rule without conditions would approve whatever comes. */
    const asked = () => {
      const one = world(FULL);
      one.service.change((state) => (state.request = { ...state.request!, beyond, consumerProjectId: "" }));
      return one;
    };
    const people = { id: "sue", roles: ["unit-stewards"] } as const;
    const queues = rulesOf([]).queues;

    it("waits for people, is told to them, and lapses", async () => {
      const one = asked();
      await one.settle();
      expect(one.record).toMatchObject({ phase: "held", asked: { beyond }, facts: { producer: {} } });
      expect(one.record?.held?.queue).toBe(rulesOf([]).otherwise.queue);
      expect(one.record?.held?.reason).toContain("portal of AWS");
      expect([one.notices, one.service.decisions]).toEqual([["held"], []]);
      await one.pass(100);
      await one.pass(0);
      expect(one.service.decisions).toEqual([{ outcome: "reject", ours: true, filterIds: [] }]);
    });

    it("is rejected by people, and approved by nobody here", async () => {
      const one = asked();
      await one.settle();
      const { request } = one.service.state;
      const access = { rows: "all", columns: "all", s3: ["READ"], expiresInDays: "never" } as const;
      const decide = (wish: Parameters<typeof decideHeld>[4]) =>
        decideHeld(one.record!, request!, queues, people, wish, one.now);
      expect(decide({ approve: access })).toMatchObject({ refused: "approve-in-portal" });
      expect(one.save(decide({ reject: "no" }) as AccessRecord)).toBe(true);
      await one.settle();
      expect(one.service.decisions).toMatchObject([{ outcome: "reject", ours: true }]);
      expect(one.record?.phase).toBe("closed");
    });

    it("is remembered as decided in the portal, and left to it then", async () => {
      const one = asked();
      await one.settle();
      one.service.decide("approve", "because", false);
      await one.settle();
      expect(one.record).toMatchObject({ phase: "closed", outside: { outcome: "approve" } });
      expect(one.record).not.toHaveProperty("endedAt");
      expect(one.evidence).toEqual(["decision-approve"]);
      expect(one.notices).toEqual(["held", "decided-outside"]);
      await one.pass(30);
      expect(one.record?.phase).toBe("closed");
    });
  },
);
