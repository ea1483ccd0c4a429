import {
  decidePromotion,
  rollBack,
  seenRunning,
  shownUseCase,
  stageOf,
  wishedVersion,
} from "../../../../governance/promotions";
import { packageOf, person, sourceOf, useCaseOf, World } from "./world";

const RISK = person("rita", ["risk"]);
const fate = (promotion: string, outcome: "approve" | "reject" = "approve") => ({
  ...{ stage: "prod", promotion, outcome, reason: "looks right" },
});

async function heldInProd(world = new World()): Promise<World> {
  world.packages.set(sourceOf(1), packageOf(1));
  await world.settle(1);
  await world.run(3);
  return world;
}
const only = ({ stored }: World) => stored.promotions[0];
const noticesOf = ({ notices }: World): string[] => notices.map(({ notice }) => notice);

describe("a promotion", () => {
  it("is deployed to the first stage by its gates, and waits before production for a person", async () => {
    const world = await heldInProd();
    expect(world.runs).toMatchObject([{ stage: "test", release: "arn:test/churn/1" }]);
    expect(only(world).passages).toMatchObject({
      test: { phase: "deployed" },
      prod: { phase: "held", registered: "arn:prod/churn/1" },
    });
    expect(world.registrations.prod).toMatchObject([{ status: "PendingManualApproval" }]);
    expect(noticesOf(world)).toEqual(["deployed", "held"]);
  });

  it("is approved in production's registry and deployed there once a person has released it, with evidence of both", async () => {
    const world = await heldInProd();
    world.act((record) => decidePromotion(record, world.useCase, RISK, fate(only(world).id), world.now));
    await world.run(2);
    expect(world.registrations.prod).toMatchObject([{ status: "Approved" }]);
    expect(only(world).state).toBe("done");
    expect([...world.evidence.keys()]).toEqual([
      "churn-v1-1/gates",
      "churn-v1-1/test-registered",
      "churn-v1-1/test-ordered",
      "churn-v1-1/test-deployed-churn-v1-1-test-1",
      "churn-v1-1/prod-registered",
      "churn-v1-1/prod-approve",
      "churn-v1-1/prod-ordered",
      "churn-v1-1/prod-deployed-churn-v1-1-prod-1",
    ]);
  });

  it("lapses where nobody releases it, after people were reminded, and its registration is refused", async () => {
    const world = await heldInProd();
    await world.pass(40);
    expect(noticesOf(world)).toContain("held-too-long");
    await world.pass(40);
    expect(only(world)).toMatchObject({ state: "stopped", passages: { prod: { phase: "lapsed" } } });
    expect(world.registrations.prod).toMatchObject([{ status: "Rejected" }]);
    expect(decidePromotion(world.stored, world.useCase, RISK, fate(only(world).id), world.now)).toMatchObject({
      refused: "lapsed",
    });
    expect(world.runs.filter(({ stage }) => stage === "prod")).toEqual([]);
  });

  it.each([
    ["the author", person("Ann@example.com", ["risk"]), "own-work"],
    ["who has approved the version", person("bob", ["risk"]), "own-work"],
    ["somebody of another group", person("rita", ["retention"]), "not-yours"],
    ["a program", person("rita", ["risk"], { kind: "machine" }), "person-not-known"],
    ["somebody without a name", person("rita", ["risk"], { names: [] }), "person-not-known"],
  ])("is not released by %s", async (_, who, refused) => {
    const world = await heldInProd();
    expect(decidePromotion(world.stored, world.useCase, who, fate(only(world).id), world.now)).toMatchObject({
      refused,
    });
    expect(shownUseCase(world.stored, world.useCase, who, world.now).stages[1].waits[0].youMayDecide).toBe(false);
  });

  it("is decided once", async () => {
    const world = await heldInProd();
    world.act((record) => decidePromotion(record, world.useCase, RISK, fate(only(world).id, "reject"), world.now));
    const again = decidePromotion(world.stored, world.useCase, RISK, fate(only(world).id), world.now);
    expect(again).toMatchObject({ refused: "already-decided" });
    await world.run(2);
    expect(only(world).state).toBe("stopped");
    expect(world.registrations.prod).toMatchObject([{ status: "Rejected" }]);
  });

  it("does not begin where a gate is missed, and is looked at anew only when it was approved anew", async () => {
    const world = new World();
    world.packages.set(sourceOf(1), packageOf(1, { changedBy: ["ann"] }));
    await world.settle(1);
    expect(only(world)).toMatchObject({ state: "refused", passages: {} });
    expect(noticesOf(world)).toEqual(["gate-failed"]);
    // Somebody changes a property afterwards, and is who changed it last.
    world.packages.set(sourceOf(1), packageOf(1, { changedBy: ["carol"] }));
    await world.settle(1);
    await world.run(3);
    expect(world.runs).toEqual([]);
    world.packages.set(sourceOf(1), packageOf(1, { approval: "PendingManualApproval" }));
    await world.pass();
    world.packages.set(sourceOf(1), packageOf(1, { changedBy: ["carol"] }));
    await world.pass();
    expect(world.stored.promotions.map(({ state }) => state)).toEqual(["withdrawn", "under-way"]);
  });

  it("ends where its version is changed after the approval, before anything more is deployed", async () => {
    const world = await heldInProd();
    world.packages.set(sourceOf(1), packageOf(1, { images: ["elsewhere/churn:latest"] }));
    world.act((record) => decidePromotion(record, world.useCase, RISK, fate(only(world).id), world.now));
    await world.run(4);
    // It is approved still, and does not begin anew: nobody has approved it as it is.
    expect(world.stored.promotions.map(({ state }) => state)).toEqual(["refused"]);
    expect(only(world).passages.prod.phase).toBe("withdrawn");
    expect(world.runs.filter(({ stage }) => stage === "prod")).toEqual([]);
    expect(world.notices.at(-1)?.sentence).toContain("It runs in test");
  });

  it("ends where files were replaced under their addresses between two stages", async () => {
    const world = new World();
    const before = { ...world.accounts };
    world.accounts.copy = async (useCase, stage, promotion, view) => {
      const copied = await before.copy(useCase, stage, promotion, view);
      return "digest" in copied ? { ...copied, digest: `of ${stage}` } : copied;
    };
    await heldInProd(world);
    await world.run(3);
    expect(world.stored.promotions).toMatchObject([
      { state: "refused", problem: expect.stringContaining("build") as string },
    ]);
    expect(world.registrations.prod).toEqual([]);
  });

  it("tells of a rejection after it was deployed, and rolls nothing back", async () => {
    const world = await heldInProd();
    world.packages.set(sourceOf(1), packageOf(1, { approval: "Rejected" }));
    await world.run(3);
    expect(noticesOf(world)).toEqual(["deployed", "held", "withdrawn"]);
    expect(stageOf(world.stored, "test").promoted?.release).toBe("arn:test/churn/1");
    expect(world.runs).toHaveLength(1);
  });

  it("never begins for a version that a promotion has registered", async () => {
    const world = new World();
    world.packages.set(
      sourceOf(1),
      packageOf(1, { properties: { ...packageOf(1).properties, "smus:source": "arn:other" } }),
    );
    await world.settle(1);
    expect(world.stored.promotions).toEqual([]);
  });

  it("begins at a stage of a version's life where the use case says so, and does not end when its life goes on", async () => {
    const trigger = { by: "lifecycle", stage: "Staging", status: "Approved" } as const;
    const world = new World(useCaseOf({ trigger }));
    world.packages.set(sourceOf(1), packageOf(1, { approval: "PendingManualApproval" }));
    await world.settle(1);
    expect(world.stored.promotions).toEqual([]);
    world.packages.set(sourceOf(1), packageOf(1, { lifeCycle: { stage: "Staging", status: "Approved" } }));
    await world.settle(1);
    world.packages.set(sourceOf(1), packageOf(1, { lifeCycle: { stage: "Production", status: "Pending" } }));
    await world.run(3);
    expect(only(world).passages.prod.phase).toBe("held");
  });

  it("of the latest of many approved versions is the only one, however late the others are told", async () => {
    const world = new World();
    for (const version of [1, 2, 3]) world.packages.set(sourceOf(version), packageOf(version));
    await world.settle(3, 1, 2);
    await world.run(3);
    expect(world.runs).toHaveLength(1);
    expect(world.stored.promotions.map(({ state }) => state)).toEqual(["under-way", "overtaken", "overtaken"]);
  });

  it("waits for an account that is not applied yet, and says so once", async () => {
    const world = new World();
    world.missingPlaces.add("test");
    world.packages.set(sourceOf(1), packageOf(1));
    await world.settle(1);
    await world.run(3);
    expect(noticesOf(world)).toEqual(["blocked"]);
    world.missingPlaces.clear();
    await world.run(3);
    expect(noticesOf(world)).toEqual(["blocked", "deployed", "held"]);
  });

  it("ends where its deployment fails, and tells of it", async () => {
    const world = new World();
    world.runFates = ["failed"];
    await heldInProd(world);
    expect(only(world)).toMatchObject({ state: "stopped", passages: { test: { phase: "failed" } } });
    expect(noticesOf(world)).toEqual(["deployment-failed"]);
    expect(stageOf(world.stored, "test").promoted).toBeUndefined();
  });
});

describe("an order whose answer was lost", () => {
  it("is found by its mark, and not told again", async () => {
    const world = new World();
    world.packages.set(sourceOf(1), packageOf(1));
    world.host.start = async (_useCase, stage, { id, release }) => {
      world.runs.push({
        run: "7",
        order: id,
        stage,
        release,
        at: world.now,
        state: "active",
        said: "running",
        shownAt: 0,
      });
      return Promise.reject(new Error("lost"));
    };
    await expect(world.settle(1)).rejects.toThrow("lost");
    // Nobody asks before whoever told it is certainly cut off.
    await world.settle();
    expect(stageOf(world.stored, "test").order?.state).toBe("telling");
    await world.run(3);
    expect(world.runs.filter(({ stage }) => stage === "test")).toHaveLength(1);
    expect(only(world).passages.test.phase).toBe("deployed");
  });

  it("is given up with an alarm where the host cannot tell", async () => {
    const world = new World();
    world.tells = false;
    world.host.find = () => Promise.resolve("unknown");
    world.packages.set(sourceOf(1), packageOf(1));
    await world.settle(1);
    await world.run(5);
    expect(noticesOf(world)).toEqual(["deployment-unknown"]);
    expect(stageOf(world.stored, "test").order).toBeUndefined();
    expect(world.runs).toHaveLength(1);
  });
});

describe("a rollback", () => {
  async function twoInTest(): Promise<World> {
    const world = await heldInProd();
    world.packages.set(sourceOf(2), packageOf(2));
    await world.settle(2);
    await world.run(3);
    return world;
  }
  const dora = person("dora", ["retention"]);
  const back = { stage: "test", reason: "errors in the morning" };

  it("deploys the release before the present one, and the next goes further back", async () => {
    const world = await twoInTest();
    world.act((record) => rollBack(record, world.useCase, dora, back, world.now));
    await world.run(2);
    expect(world.runs.map(({ release }) => release)).toEqual([
      "arn:test/churn/1",
      "arn:test/churn/2",
      "arn:test/churn/1",
    ]);
    expect(stageOf(world.stored, "test").promoted).toMatchObject({ kind: "rollback", by: "dora" });
    expect(rollBack(world.stored, world.useCase, dora, back, world.now)).toMatchObject({
      refused: "nothing-to-go-back-to",
    });
    // The version that was left does not come again by itself.
    await world.settle(2);
    await world.run(3);
    expect(world.runs).toHaveLength(3);
  });

  it("of production is for those who release there, and only of what was there", async () => {
    const world = await twoInTest();
    expect(rollBack(world.stored, world.useCase, dora, { ...back, stage: "prod" }, world.now)).toMatchObject({
      refused: "not-yours",
    });
    expect(rollBack(world.stored, world.useCase, RISK, { ...back, stage: "prod" }, world.now)).toMatchObject({
      refused: "nothing-to-go-back-to",
    });
    expect(rollBack(world.stored, world.useCase, dora, { ...back, release: "arn:x" }, world.now)).toMatchObject({
      refused: "nothing-to-go-back-to",
    });
  });

  it("waits for no deployment that is under way: it is refused", async () => {
    const world = await twoInTest();
    world.act((record) => rollBack(record, world.useCase, dora, back, world.now));
    expect(rollBack(world.stored, world.useCase, dora, back, world.now)).toMatchObject({ refused: "under-way" });
  });
});

describe("a wish of a person", () => {
  const dora = { name: "dora", names: ["dora"], reason: "the former one is better" };

  it("brings an earlier version to every stage, by the same gates", async () => {
    const world = await heldInProd();
    world.packages.set(sourceOf(2), packageOf(2));
    await world.settle(2);
    await world.run(3);
    world.act((record) => wishedVersion(record, packageOf(1), world.useCase, dora, world.now));
    await world.run(4);
    expect(stageOf(world.stored, "test").promoted).toMatchObject({ release: "arn:test/churn/1", by: "dora" });
    // It is the same registration, and the wish of a later version goes behind it.
    expect(world.registrations.test).toHaveLength(2);
    expect(world.stored.promotions.at(-1)?.rank).toEqual([2, 1]);
  });

  it("is refused with the gates that are missed", () => {
    const world = new World();
    const wish = (view: ReturnType<typeof packageOf>, who = dora) =>
      wishedVersion(world.stored, view, world.useCase, who, world.now);
    expect(wish(packageOf(1, { approval: "Rejected" }))).toMatchObject({ missed: [{ gate: "approval" }] });
    expect(wish(packageOf(1), { ...dora, names: ["ann"] })).toMatchObject({
      missed: [{ gate: "approver is not the author" }],
    });
  });
});

describe("what runs in a stage", () => {
  it("is told once where it is another release than the promoted one", async () => {
    const world = await heldInProd();
    const first = seenRunning(world.stored, "test", "arn:test/churn/9", world.now);
    expect(first.duties).toMatchObject([{ kind: "notice", notice: "differs" }]);
    expect(seenRunning({ ...first, duties: [] }, "test", "arn:test/churn/9", world.now).duties).toEqual([]);
    expect(seenRunning(world.stored, "test", "arn:test/churn/1", world.now).duties).toEqual([]);
    const shown = shownUseCase(first, world.useCase, RISK, world.now);
    expect(shown.stages[0].running).toMatchObject({ differs: true });
  });
});
