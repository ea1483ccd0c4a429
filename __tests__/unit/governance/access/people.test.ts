import { decideHeld, extendAccess, revokeAccess, type ActingPerson } from "../../../../governance/access";
import { FULL, HOLD, rule, rulesOf } from "../access-rules/sample-rules";
import { World } from "./world";

const QUEUES = {
  stewards: { description: "Stewards", deciders: ["unit-stewards" as const], approvals: 1 as const },
  office: { description: "Office", deciders: ["governance-team" as const], approvals: 2 as const },
};
const ACCESS = { rows: "all", columns: ["region"], s3: ["READ"], expiresInDays: 10 } as const;
const STEWARD: ActingPerson = { id: "steward", roles: ["unit-stewards"] };
const ANN: ActingPerson = { id: "ann", roles: ["governance-team"] };
const BOB: ActingPerson = { id: "bob", roles: ["governance-team"] };

async function held(queue = "stewards") {
  const rules = { ...rulesOf([rule("r", {}, { hold: { ...HOLD, queue } })]), queues: QUEUES };
  const one = new World(rules);
  await one.settle();
  const decide = (person: ActingPerson, wish: Parameters<typeof decideHeld>[4], record = one.record!) =>
    decideHeld(record, one.service.state.request!, QUEUES, person, wish, one.now);
  const act = (...args: Parameters<typeof decide>) => {
    const result = decide(...args);
    if ("refused" in result) throw new Error(result.message);
    return one.save(result);
  };
  return { one, decide, act };
}

describe("a person's decision", () => {
  it("approves with what the person gives", async () => {
    const { one, act } = await held();
    expect(act(STEWARD, { approve: ACCESS })).toBe(true);
    await one.settle();
    expect(one.service.decisions).toEqual([{ outcome: "approve", ours: true, filterIds: ["columns"] }]);
    expect(one.service.state.request?.decisionComment).toMatch(
      /^Approved by a person of the queue stewards\. \[smus by=people /,
    );
    expect(one.record).toMatchObject({ expiresAt: "2026-11-11T00:00:00.000Z" });
  });

  it("rejects with the person's words", async () => {
    const { one, act } = await held();
    act(STEWARD, { reject: "Ask finance first" });
    await one.settle();
    expect(one.service.state.request?.decisionComment).toMatch(/^Ask finance first /);
    expect(one.record?.phase).toBe("closed");
  });

  it("needs two different people who give the same, where the queue asks for two", async () => {
    const { one, act, decide } = await held("office");
    act(ANN, { approve: ACCESS });
    act(ANN, { approve: ACCESS });
    await one.settle();
    expect(one.service.decisions).toEqual([]);
    // Other access is another decision: it needs two of its own.
    act(BOB, { approve: { ...ACCESS, columns: "all" } });
    expect(one.record?.held?.consents.map(({ person }) => person)).toEqual(["bob"]);
    act(ANN, { approve: { ...ACCESS, columns: "all" } });
    expect(one.record?.verdict?.decider).toEqual({ kind: "people", people: ["bob", "ann"] });
    expect(decide(BOB, { reject: "no" })).toMatchObject({
      refused: "already-decided",
      message: "This request is decided already, by bob and ann.",
    });
  });

  it("is one where two decide at once", async () => {
    const { one, decide } = await held();
    const before = one.record!;
    const results = [decide(STEWARD, { approve: ACCESS }, before), decide(STEWARD, { reject: "no" }, before)];
    const stored = results.map((result) => !("refused" in result) && one.save(result));
    expect(stored).toEqual([true, false]);
  });

  it.each<[string, ActingPerson, string]>([
    ["whoever asked", { id: "engineer", roles: ["unit-stewards"] }, "own-request"],
    ["somebody of another queue", ANN, "not-yours"],
    ["somebody without a part in it", { id: "eve", roles: [] }, "not-yours"],
  ])("is not taken from %s", async (_, person, refused) => {
    const { decide } = await held();
    expect(decide(person, { approve: ACCESS })).toMatchObject({ refused });
  });

  it("is not taken where the portal was faster", async () => {
    const { one, decide } = await held();
    one.service.decide("reject", "portal", false);
    expect(decide(STEWARD, { approve: ACCESS })).toMatchObject({
      refused: "already-decided",
      message: "This request is decided already, outside of the application.",
    });
  });
});

describe("access that works", () => {
  async function active() {
    const one = new World(rulesOf([rule("r", {}, FULL)]));
    await one.settle();
    await one.pass(1);
    return one;
  }

  it("is revoked by a person, with the reason", async () => {
    const one = await active();
    const ended = revokeAccess(one.record!, "steward", "no longer needed", one.now);
    if ("refused" in ended) throw new Error(ended.message);
    one.save(ended);
    await one.settle();
    await one.pass(0);
    expect(one.record).toMatchObject({ phase: "closed", ending: { person: "steward", kind: "revoked" } });
    expect(revokeAccess(one.record!, "steward", "again", one.now)).toMatchObject({ refused: "not-active" });
  });

  it("is extended, never shortened, and people are reminded of the new end", async () => {
    const one = await active();
    expect(extendAccess(one.record!, 3, one.now)).toMatchObject({ refused: "not-longer" });
    await one.pass(25);
    const longer = extendAccess(one.record!, 90, one.now);
    if ("refused" in longer) throw new Error(longer.message);
    one.save(longer);
    await one.pass(60);
    expect(one.record?.phase).toBe("active");
    await one.pass(25);
    expect(one.notices.filter((notice) => notice === "expiry-reminder")).toHaveLength(2);
  });
});
