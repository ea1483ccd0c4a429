import type { AccessRecord } from "../../../../governance/access";
import { activeRecord, given, heldRecord, PERSONAS, World, type Persona } from "./world";

const PATH = "/v1/access/requests/r-1";
const { "unit-steward": steward, "governance-team": governance, "producer-owner": owner } = PERSONAS;
const approve = (revision = 1) => ({ outcome: "approve", revision, access: given });
const reject = (revision = 1) => ({ outcome: "reject", revision, reason: "Not for this purpose" });

interface Shown {
  readonly code: string;
  readonly detail: string;
  readonly phase: string;
  readonly revision: number;
  readonly decidedBy: readonly string[];
  readonly decision: { readonly by: readonly string[]; readonly reason: string };
  readonly people: Readonly<Record<string, string>>;
  readonly held: { readonly consents: readonly unknown[] };
  readonly possible: Readonly<Record<string, { readonly allowed: boolean; readonly why?: string }>>;
}

async function act(world: World, who: Persona, action: string, body: object, key?: string) {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const answer = await world.ask(who, "POST", `${PATH}/${action}`, body, headers);
  return { ...answer, body: answer.body as Shown };
}
const show = async (world: World, who: Persona) => (await world.ask(who, "GET", PATH)).body as Shown;

describe("a decision", () => {
  it("is stored with its person, and rings for the worker", async () => {
    const world = new World(heldRecord());
    const { status, body } = await act(world, steward, "decision", approve());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      phase: "deciding",
      revision: 2,
      decision: { outcome: "approve", by: ["profile-sue"], access: { ...given, rowsText: "all" } },
      people: { "profile-sue": "sue", "profile-ann": "ann" },
    });
    expect(world.records.get("r-1")).toMatchObject({ revision: 2, verdict: { outcome: "approve", access: given } });
    expect(world.rung).toEqual(["r-1"]);
  });

  it("shows wishes that rules cannot read in the words of whoever wrote them", async () => {
    const { asked, facts } = heldRecord();
    const unreadIn = async (content: string, request: object = { purpose: "analysis" }) => {
      const forms = { UsagePurpose: content, Other: '{"rows":"x"}' };
      const held = heldRecord("r-1", { asked: { ...asked!, forms }, facts: { ...facts!, request } });
      return ((await show(new World(held), steward)) as { unread?: unknown }).unread;
    };
    const written = { purpose: "analysis", days: 1.5, columns: "", rows: "only Europe" };
    expect(await unreadIn(JSON.stringify(written))).toEqual([
      { wish: "durationDays", text: "1.5" },
      { wish: "rows", text: "only Europe" },
    ]);
    expect(await unreadIn(JSON.stringify({ rows: "x".repeat(3000) }))).toEqual([
      { wish: "rows", text: "x".repeat(2000) },
    ]);
    for (const none of ["{", "[]", "{}", '{"rows":null}']) expect(await unreadIn(none)).toBeUndefined();
    const read = { ...facts!.request, rows: "all", durationDays: 30, columns: "all", purpose: "analysis" };
    expect(await unreadIn(JSON.stringify(written), read)).toBeUndefined();
  });

  it("on what rules do not speak of is a rejection; it is approved in the portal of AWS", async () => {
    const { asked } = heldRecord();
    const names = { ...asked!.names, consumerProject: "user ann" };
    const world = new World(heldRecord("r-1", { asked: { ...asked!, beyond: "user", consumerProjectId: "", names } }));
    // Whatever stands under an empty id is nobody's project.
    world.members[""] = [{ id: "profile-bob", designation: "PROJECT_OWNER" }];
    expect((await world.ask(PERSONAS["consumer-member"], "GET", PATH)).status).toBe(404);
    expect(await show(world, steward)).toMatchObject({ beyond: "user", consumer: { id: "", name: "user ann" } });
    const refused = await act(world, steward, "decision", approve());
    expect([refused.status, refused.body.code]).toEqual([409, "approve-in-portal"]);
    expect(world.records.get("r-1")?.verdict).toBeUndefined();
    expect((await act(world, steward, "decision", reject())).status).toBe(200);
    expect(world.records.get("r-1")).toMatchObject({ verdict: { outcome: "reject" } });
  });

  it("stays where the bell is broken: the sweep finds it", async () => {
    const world = new World(heldRecord());
    world.bellBroken = true;
    expect((await act(world, steward, "decision", reject())).status).toBe(200);
    expect(world.records.get("r-1")?.verdict?.reason).toBe("Not for this purpose");
    expect(world.logged).toContainEqual(expect.objectContaining({ level: "warn", requestId: "r-1" }));
  });

  it("is one of two that are made at once; the other hears who was faster", async () => {
    const world = new World(heldRecord());
    const saved = new Promise<void>((done) => {
      // Between the read and the store of the steward comes the whole decision of the owner.
      world.beforeSave = () => {
        const record = world.records.get("r-1")!;
        world.records.set("r-1", {
          ...record,
          revision: 2,
          phase: "deciding",
          verdict: {
            outcome: "reject",
            reason: "No",
            at: world.now,
            decider: { kind: "people", people: ["profile-olga"] },
          },
        });
        done();
      };
    });
    const other = act(world, steward, "decision", approve());
    await saved;
    const { status, body } = await other;
    expect([status, body.code, body.decidedBy]).toEqual([409, "already-decided", ["olga"]]);
    expect(world.records.get("r-1")?.verdict?.outcome).toBe("reject");
    expect(world.rung).toEqual([]);
  });

  it("of all who decide at once is exactly one", async () => {
    const world = new World(heldRecord());
    const all = await Promise.all([steward, governance, owner].map((who) => act(world, who, "decision", approve())));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(world.rung).toEqual(["r-1"]);
  });

  it("is refused on another revision than the one that was shown", async () => {
    const world = new World(heldRecord("r-1", { revision: 7 }));
    const { status, body } = await act(world, steward, "decision", approve(6));
    expect([status, body.code]).toEqual([409, "changed-since"]);
    expect(world.records.get("r-1")?.verdict).toBeUndefined();
  });

  it.each<[string, AccessRecord, readonly string[]]>([
    ["a rule", activeRecord("r-1", { verdict: ruled() }), ["rule:parties"]],
    ["somebody in the portal", heldRecord("r-1", { outside: { outcome: "reject", comment: "no" } }), ["outside"]],
    ["time", heldRecord("r-1", { verdict: { ...ruled(), decider: { kind: "lapse" } } }), ["lapse"]],
  ])("says that %s was faster", async (_, record, decidedBy) => {
    const decided = { decidedAt: "2026-11-09T10:00:00.000Z", ...record };
    const { status, body } = await act(new World(decided), steward, "decision", approve());
    expect([status, body.decidedBy]).toEqual([409, decidedBy]);
  });

  it("is nobody's on a request of their own, whatever their parts are", async () => {
    const world = new World(heldRecord("r-1", { asked: { ...heldRecord().asked!, requester: "profile-sue" } }));
    const { status, body } = await act(world, steward, "decision", approve());
    expect([status, body.code]).toEqual([403, "own-request"]);
    expect((await show(world, steward)).possible.decision).toMatchObject({ allowed: false });
  });

  it("is nobody's whom the domain does not know: it could be their own", async () => {
    const world = new World(heldRecord(), activeRecord("r-2"));
    world.profiles.delete("sue");
    const { status, body } = await act(world, steward, "decision", approve());
    expect([status, body.code]).toEqual([403, "person-not-known"]);
    expect((await show(world, steward)).possible).toMatchObject({ decision: { allowed: false } });
    expect(world.records.get("r-1")?.revision).toBe(1);
  });

  it("is for those of the queue alone", async () => {
    const world = new World(heldRecord("r-1", { held: { ...heldRecord().held!, queue: "two" } }));
    const { status, body } = await act(world, owner, "decision", approve());
    expect([status, body.code]).toEqual([403, "not-yours"]);
    expect(body.detail).toContain("unit-stewards or governance-team");
  });

  it("takes two people where the queue says so, and not one twice", async () => {
    const world = new World(heldRecord("r-1", { held: { ...heldRecord().held!, queue: "two" } }));
    expect((await act(world, steward, "decision", approve(1))).body).toMatchObject({ phase: "held", revision: 2 });
    expect((await act(world, steward, "decision", approve(2))).body).toMatchObject({ phase: "held", revision: 3 });
    const { body } = await act(world, governance, "decision", approve(3));
    expect(body).toMatchObject({ phase: "deciding", decision: { by: ["profile-sue", "profile-gwen"] } });
  });

  it("is not there before rules have held the request", async () => {
    const world = new World(heldRecord("r-1", { phase: "open", held: undefined }));
    expect((await act(world, steward, "decision", approve())).body.code).toBe("not-held");
  });

  it("is checked on the unit and the members of now, not of then", async () => {
    const world = new World(heldRecord());
    world.units = { producer: "marketing" };
    world.members.producer = [];
    expect((await act(world, steward, "decision", approve())).status).toBe(404);
    expect((await act(world, owner, "decision", approve())).status).toBe(404);
  });
});

function ruled() {
  return {
    outcome: "approve",
    access: given,
    reason: "Parties",
    at: "2026-11-09T10:00:00.000Z",
    decider: { kind: "rule", rule: "parties", version: "0" },
  } as const;
}

describe("an extension", () => {
  const days = (number: number, revision = 1) => ({ revision, days: number });

  it("lasts longer than before, by those who decide", async () => {
    const world = new World(activeRecord());
    expect((await act(world, owner, "extension", days(60))).status).toBe(200);
    expect(world.records.get("r-1")?.expiresAt).toBe("2027-01-09T12:00:00.000Z");
    expect((await act(world, owner, "extension", days(5, 2))).body.code).toBe("not-longer");
  });

  it.each<[string, AccessRecord, Persona, string]>([
    [
      "of one's own",
      activeRecord("r-1", { asked: { ...activeRecord().asked!, requester: "profile-olga" } }),
      owner,
      "own-request",
    ],
    [
      "by one where two decide",
      activeRecord("r-1", { held: { ...activeRecord().held!, queue: "two" } }),
      steward,
      "several-needed",
    ],
    [
      "by others than the queue's",
      activeRecord("r-1", { held: { ...activeRecord().held!, queue: "two" } }),
      owner,
      "not-yours",
    ],
    ["of which the decision is lost", activeRecord("r-1", { verdict: undefined }), owner, "decision-unknown"],
    ["without an end", activeRecord("r-1", { expiresAt: undefined }), owner, "not-active"],
    ["that has ended", activeRecord("r-1", { phase: "closed" }), owner, "not-active"],
  ])("is refused of access %s", async (_, record, who, code) => {
    const world = new World(record);
    expect((await act(world, who, "extension", days(90))).body.code).toBe(code);
    expect((await show(world, who)).possible.extension.allowed).toBe(false);
    expect(world.records.get("r-1")?.revision).toBe(1);
  });
});

describe("a revocation", () => {
  it("is kept with person and reason", async () => {
    const world = new World(activeRecord());
    const { body } = await act(world, owner, "revocation", { revision: 1, reason: "Left" });
    expect(body).toMatchObject({
      phase: "ending",
      ending: { kind: "revoked", person: "profile-olga", reason: "Left" },
    });
    expect((await act(world, owner, "revocation", { revision: 2, reason: "Left" })).body.code).toBe("not-active");
  });

  it("may be a machine's", async () => {
    const world = new World(activeRecord());
    const body = { revision: 1, reason: "Incident 7" };
    expect((await world.ask(PERSONAS.bot, "POST", "/m/v1/access/requests/r-1/revocation", body)).status).toBe(200);
    expect(world.records.get("r-1")?.ending?.person).toBe("arn:aws:iam::111111111111:role/bot");
  });
});

describe("a request with an Idempotency-Key", () => {
  const KEY = "6f1c1a0e-0001";

  it("is done once, and answered alike", async () => {
    const world = new World(heldRecord());
    const first = await act(world, steward, "decision", approve(), KEY);
    const again = await act(world, steward, "decision", approve(), KEY);
    expect(again).toEqual(first);
    expect(world.rung).toEqual(["r-1"]);
    expect(world.records.get("r-1")?.revision).toBe(2);
  });

  it("is refused with another body, or on another route", async () => {
    const world = new World(heldRecord());
    await act(world, steward, "decision", approve(), KEY);
    const other = await act(world, steward, "decision", reject(), KEY);
    expect([other.status, other.body.code]).toEqual([422, "key-used-otherwise"]);
    expect((await act(world, steward, "extension", { revision: 2, days: 9 }, KEY)).status).toBe(422);
  });

  it("does not meet the key of somebody else", async () => {
    const world = new World(heldRecord());
    await act(world, steward, "decision", approve(), KEY);
    expect((await act(world, governance, "decision", reject(), KEY)).body.code).toBe("already-decided");
  });

  it("hears again what it heard, also where that was a refusal", async () => {
    const world = new World(heldRecord("r-1", { revision: 3 }));
    const first = await act(world, steward, "decision", approve(), KEY);
    world.records.set("r-1", heldRecord());
    expect(first.body.code).toBe("changed-since");
    expect((await act(world, steward, "decision", approve(), KEY)).body).toEqual(first.body);
  });

  it("waits for the first, and may come again where that failed", async () => {
    const world = new World(heldRecord());
    world.beforeSave = () => {
      throw new Error("table is gone");
    };
    expect((await act(world, steward, "decision", approve(), KEY)).status).toBe(500);
    expect((await act(world, steward, "decision", approve(), KEY)).status).toBe(200);
    for (const kept of world.answers.values()) delete kept.answer;
    const running = await act(world, steward, "decision", approve(), KEY);
    expect([running.status, running.headers["retry-after"]]).toEqual([409, "5"]);
  });

  it.each(["short", "with space", "x".repeat(129)])("is refused with the key %s", async (key) => {
    expect((await act(new World(heldRecord()), steward, "decision", approve(), key)).status).toBe(400);
  });

  it("is judged by the rights of its caller every time", async () => {
    const world = new World(heldRecord());
    await act(world, owner, "decision", approve(), KEY);
    world.members.producer = [];
    expect((await act(world, owner, "decision", approve(), KEY)).status).toBe(404);
  });
});
