import type { PromotionCaller } from "../../../../contracts/aiops/promotion-office";
import { answerOffice } from "../../../../functions/model-promotion/office";
import type { Failure } from "../../../../functions/application-store/queue-message";
import { answerEvents, sweep, type Workplace } from "../../../../functions/model-promotion/work";
import { packageOf, person, sourceOf, useCaseOf, World } from "../../governance/promotions/world";

/** A workplace over a world in memory, with two use cases of which one is not applied. */
function workplace(world = new World()) {
  const rung: [string, number | undefined][] = [];
  const due = new Map<string, string>();
  const { key, bucket, ...settings } = world.useCase;
  const { ports } = world;
  const place = {
    settings: { useCases: { [key]: settings, later: settings } },
    useCase: (name: string) => Promise.resolve(name === key ? { ...settings, key, bucket } : undefined),
    isOver: () => false,
    bell: { ring: (name: string, delay?: number) => Promise.resolve(void rung.push([name, delay])) },
    ports: {
      ...ports,
      store: {
        ...ports.store,
        schedule: (name: string, at: string) => {
          const before = due.get(name);
          if (before !== undefined && before > world.now && before <= at) return Promise.resolve(false);
          due.set(name, at);
          return Promise.resolve(true);
        },
      },
    },
  } as unknown as Workplace;
  return { world, place, rung };
}
const event = (version: number, messageId = "1") => ({
  messageId,
  body: JSON.stringify({
    "detail-type": "SageMaker Model Package State Change",
    detail: { ModelPackageArn: sourceOf(version) },
  }),
});
const failures: Failure[] = [];
const report = (failure: Failure): void => void failures.push(failure);
beforeEach(() => {
  failures.length = 0;
});

describe("events", () => {
  it("of one use case are answered by one look, and set one timer", async () => {
    const { world, place, rung } = workplace();
    world.packages.set(sourceOf(1), packageOf(1));
    world.packages.set(sourceOf(2), packageOf(2));
    expect(await answerEvents(place, [event(2, "a"), event(1, "b"), event(2, "c")], report)).toEqual({
      batchItemFailures: [],
    });
    expect(world.runs).toHaveLength(1);
    await answerEvents(place, [event(2)], report);
    expect(rung).toHaveLength(1);
  });

  it("that cannot be read, or whose use case fails, are delivered again, and the others are not", async () => {
    const { world, place } = workplace();
    world.packages.set(sourceOf(1), packageOf(1));
    world.fates = ["fails-before"];
    const messages = [
      { messageId: "x", body: "{}" },
      event(1, "y"),
      { messageId: "z", body: '{"promotionsOf":"later"}' },
    ];
    const { batchItemFailures } = await answerEvents(place, messages, report);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(["x", "y"]);
    expect(failures.map(({ subject }) => subject)).toEqual(["message x", "use case churn"]);
  });
});

describe("a sweep", () => {
  it("finds the latest version that no event told of, and tells of what runs instead of what is promoted", async () => {
    const { world, place } = workplace();
    for (const version of [1, 2]) world.packages.set(sourceOf(version), packageOf(version));
    expect(await sweep(place, report)).toEqual({ looked: 1, failed: 0, left: 1 });
    expect(world.runs.map(({ release }) => release)).toEqual(["arn:test/churn/1"]);
    expect(world.stored.promotions.find(({ source }) => source === sourceOf(2))?.state).toBe("under-way");
    await world.run(2);
    world.running.test = "arn:test/churn/99";
    await sweep(place, report);
    await sweep(place, report);
    expect(world.notices.filter(({ notice }) => notice === "differs")).toHaveLength(1);
  });

  it("leaves what it has no time for, and counts what fails", async () => {
    const { world, place } = workplace();
    expect(await sweep({ ...place, isOver: () => true }, report)).toEqual({ looked: 0, failed: 0, left: 2 });
    world.fates = ["fails-before"];
    expect(await sweep(place, report)).toEqual({ looked: 1, failed: 1, left: 1 });
  });
});

describe("the office", () => {
  const team = person("dora", ["retention"]);
  const risk = person("rita", ["risk"]);
  const stranger = person("sam", ["others"]);
  const auditor = person("olga", [], { auditor: true });
  const ask = (place: Workplace, caller: PromotionCaller, errand: object) =>
    answerOffice({ caller, errand }, place, report);
  const one = { ask: "use-case", useCase: "churn" };

  async function held() {
    const made = workplace();
    made.world.packages.set(sourceOf(1), packageOf(1));
    await answerEvents(made.place, [event(1)], report);
    await made.world.run(3);
    return { ...made, promotion: made.world.stored.promotions[0].id };
  }

  it("shows a use case to its team, to who releases, and to auditors, and says to each whether they may decide", async () => {
    const { place } = await held();
    const waits = async (caller: PromotionCaller) => {
      const answer = await ask(place, caller, one);
      return "stages" in answer
        ? answer.stages[1].waits.map(({ youMayDecide, waitsFor }) => [waitsFor, youMayDecide])
        : answer;
    };
    expect(await waits(team)).toEqual([["people", false]]);
    expect(await waits(risk)).toEqual([["people", true]]);
    expect(await waits(auditor)).toEqual([["people", false]]);
    expect(await waits(stranger)).toMatchObject({ refused: "not-found" });
    expect(await ask(place, stranger, { ask: "use-cases" })).toEqual({ useCases: [] });
  });

  it("takes a decision once, rings, and has production deployed", async () => {
    const { world, place, rung, promotion } = await held();
    const decide = { ask: "decide", useCase: "churn", stage: "prod", promotion, outcome: "approve", reason: "fine" };
    expect(await ask(place, team, decide)).toMatchObject({ refused: "not-yours" });
    expect(await ask(place, risk, decide)).toMatchObject({ useCase: "churn" });
    expect(await ask(place, risk, decide)).toMatchObject({ refused: "already-decided" });
    expect(rung.at(-1)).toEqual(["churn", undefined]);
    await world.run(2);
    expect(world.runs.map(({ stage }) => stage)).toEqual(["test", "prod"]);
  });

  it("promotes a version for the team alone, by the same gates, and a data release by the digest of its manifest", async () => {
    const { world, place } = workplace(new World(useCaseOf({ template: "data-pipeline" })));
    const wish = (release: string) => ({ ask: "promote", useCase: "churn", release, reason: "needed" });
    expect(await ask(place, risk, wish(sourceOf(1)))).toMatchObject({ refused: "not-yours" });
    expect(await ask(place, team, wish(sourceOf(1)))).toMatchObject({ refused: "not-promotable" });
    const manifest = `s3://artifacts/churn/releases/${"a".repeat(64)}/manifest.json`;
    expect(await ask(place, team, wish(manifest))).toMatchObject({
      promotions: [{ source: manifest, state: "under-way" }],
    });
    await world.run(3);
    // Nothing is copied or registered of it: its deployment does that.
    expect(world.runs).toMatchObject([{ stage: "test", release: manifest }]);
    expect(world.copies.size).toBe(0);
    expect(world.stored.promotions[0].passages.prod.phase).toBe("held");
  });

  it("refuses what is no errand: the API and the function are of one version", async () => {
    const { place } = workplace();
    await expect(ask(place, team, { ask: "everything" })).rejects.toThrow();
  });
});
