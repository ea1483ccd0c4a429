import { setTimeout as delay } from "node:timers/promises";
import { parseStackId } from "../../../contracts/layers";
import { runPool, runWaves, toWaves } from "../../../runner/schedule";

const stacks = ["b-association", "gov-domain", "a-association", "gov-state", "a-foundation"].map((id) => ({
  id,
  address: parseStackId(id),
}));
const ids = (waves: readonly (readonly { id: string }[])[]) => waves.map((wave) => wave.map(({ id }) => id));

describe("toWaves", () => {
  test("groups stacks by layer in apply order, accounts in alphabetical order", () => {
    expect(ids(toWaves(stacks, "apply"))).toEqual([
      ["gov-state"],
      ["a-foundation"],
      ["gov-domain"],
      ["a-association", "b-association"],
    ]);
  });

  test("reverses the layers for a destroy", () => {
    expect(ids(toWaves(stacks, "destroy"))).toEqual([
      ["a-association", "b-association"],
      ["gov-domain"],
      ["a-foundation"],
      ["gov-state"],
    ]);
  });
});

describe("runPool", () => {
  test("never works on more items than allowed, and uses what is allowed", async () => {
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await delay(5);
      running--;
    };
    await runPool([1, 2, 3, 4, 5, 6], work, { parallelism: 3 });
    expect(most).toBe(3);
  });

  test("keeps results in the order of items, whatever ends first", async () => {
    const work = async (ms: number): Promise<number> => delay(ms, ms);
    expect((await runPool([20, 1, 5], work, { parallelism: 3 })).results).toEqual([20, 1, 5]);
  });

  test("lets running items finish after a failure, and starts no more", async () => {
    const work = async (item: string): Promise<string> => delay(item === "slow" ? 20 : 1, item);
    const outcome = await runPool(["slow", "bad", "later"], work, {
      parallelism: 2,
      isFailure: (result) => result === "bad",
    });
    expect(outcome).toEqual({ results: ["slow", "bad", undefined], complete: false });
  });

  test("starts nothing once it is told to stop", async () => {
    expect(await runPool([1], (item) => Promise.resolve(item), { parallelism: 1, stop: () => true })).toEqual({
      results: [undefined],
      complete: false,
    });
  });

  test("passes an exception on after what runs has ended", async () => {
    const ended: string[] = [];
    const work = async (item: string): Promise<void> => {
      if (item === "bad") throw new Error("broken");
      await delay(10);
      ended.push(item);
    };
    await expect(runPool(["slow", "bad"], work, { parallelism: 2 })).rejects.toThrow("broken");
    expect(ended).toEqual(["slow"]);
  });
});

describe("runWaves", () => {
  const waves = [["a", "b"], ["c"], ["d"]];

  test("starts a wave only when the one before is done", async () => {
    const events: string[] = [];
    const work = async (item: string): Promise<void> => {
      events.push(`+${item}`);
      await delay(2);
      events.push(`-${item}`);
    };
    await runWaves(waves, work, { parallelism: 2 });
    expect(events.slice(-4)).toEqual(["+c", "-c", "+d", "-d"]);
  });

  test("leaves later waves undone when a stack fails", async () => {
    const outcome = await runWaves(waves, (item) => Promise.resolve(item), {
      parallelism: 2,
      isFailure: (result) => result === "c",
    });
    expect(outcome).toEqual({ results: ["a", "b", "c", undefined], complete: false });
  });
});
