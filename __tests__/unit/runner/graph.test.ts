import fc from "fast-check";
import { setImmediate as turn } from "node:timers/promises";
import { runGraph } from "../../../runner/schedule";

/** Items 0 to n - 1; each waits for some of those before it, listed in any order of items. */
interface Graph {
  readonly items: readonly number[];
  readonly waitsFor: ReadonlyMap<number, readonly number[]>;
  /** Turns of the event loop that each item takes. */
  readonly turns: readonly number[];
}

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const all = Array.from({ length: count }, (_, index) => index);
  return fc.record({
    items: fc.shuffledSubarray(all, { minLength: count }),
    waitsFor: fc
      .tuple(...all.map((index) => fc.subarray(all.slice(0, index))))
      .map((lists) => new Map(lists.map((list, index) => [index, list]))),
    turns: fc.tuple(...all.map(() => fc.integer({ min: 0, max: 4 }))),
  });
});
const widths = fc.integer({ min: 1, max: 5 });

/** Runs a graph and writes down what happened. */
async function observe(graph: Graph, parallelism: number, bad?: number) {
  const started: number[] = [];
  const done = new Set<number>();
  const early: number[] = [];
  let running = 0;
  let most = 0;
  const dependencies = { waitsFor: (item: number) => graph.waitsFor.get(item) ?? [], nameOf: String };
  const work = async (item: number): Promise<number> => {
    started.push(item);
    if (!dependencies.waitsFor(item).every((before) => done.has(before))) early.push(item);
    most = Math.max(most, ++running);
    for (let left = graph.turns[item]; left > 0; left--) await turn();
    running -= 1;
    done.add(item);
    return item;
  };
  const isFailure = (item: number): boolean => item === bad;
  const outcome = await runGraph(graph.items, dependencies, work, { parallelism, isFailure });
  return { ...outcome, started, done, early, most, running };
}

describe("runGraph", () => {
  test("works on everything, never on more than allowed, and on nothing before what it waits for", () =>
    fc.assert(
      fc.asyncProperty(graphs, widths, async (graph, width) => {
        const { results, complete, early, most } = await observe(graph, width);
        expect({ results, complete, early }).toEqual({ results: graph.items, complete: true, early: [] });
        expect(most).toBeLessThanOrEqual(width);
      }),
    ));

  test("starts nothing after a failure, finishes what runs, and says what was never started", () =>
    fc.assert(
      fc.asyncProperty(graphs, widths, fc.nat({ max: 11 }), async (graph, width, chosen) => {
        const bad = chosen % graph.items.length;
        const { results, complete, started, done, early, running } = await observe(graph, width, bad);
        expect({ complete, early, running }).toEqual({ complete: false, early: [], running: 0 });
        expect(results).toEqual(graph.items.map((item) => (started.includes(item) ? item : undefined)));
        expect(done).toEqual(new Set(started));
        const behind = graph.items.filter((item) => graph.waitsFor.get(item)?.includes(bad));
        expect(behind.filter((item) => started.includes(item))).toEqual([]);
      }),
    ));

  test("starts items in the same order each time", () =>
    fc.assert(
      fc.asyncProperty(graphs, widths, async (graph, width) => {
        const [first, second] = [await observe(graph, width), await observe(graph, width)];
        expect(first.started).toEqual(second.started);
      }),
    ));

  const named = (waits: Readonly<Record<string, readonly string[]>>) => ({
    waitsFor: (item: string) => waits[item] ?? [],
    nameOf: (item: string) => item,
  });
  const startOrder = async (items: readonly string[], waits: Readonly<Record<string, readonly string[]>>) => {
    const started: string[] = [];
    await runGraph(items, named(waits), (item) => Promise.resolve(void started.push(item)), { parallelism: 1 });
    return started;
  };

  test("prefers the item with the longest chain behind it, then the order of items", async () => {
    const waits = { b2: ["b1"], c2: ["c1"], c3: ["c2"] };
    expect(await startOrder(["a", "b1", "b2", "c1", "c2", "c3", "d"], waits)).toEqual([
      ...["c1", "b1", "c2", "a", "b2", "c3", "d"],
    ]);
  });

  test("passes an exception on after what runs has ended", async () => {
    const ended: string[] = [];
    const work = async (item: string): Promise<void> => {
      if (item === "bad") throw new Error("broken");
      await turn();
      ended.push(item);
    };
    const waits = { later: ["slow"] };
    await expect(runGraph(["slow", "bad", "later"], named(waits), work, { parallelism: 3 })).rejects.toThrow("broken");
    expect(ended).toEqual(["slow"]);
  });

  test("starts nothing once it is told to stop", async () => {
    let stopping = false;
    const work = (item: string): Promise<string> => Promise.resolve(((stopping = true), item));
    const options = { parallelism: 1, stop: () => stopping };
    expect(await runGraph(["a", "b"], named({ b: ["a"] }), work, options)).toEqual({
      results: ["a", undefined],
      complete: false,
    });
  });

  test("refuses items that wait for what is not there, or for each other, before it starts any", async () => {
    await expect(startOrder(["a"], { a: ["b"] })).rejects.toThrow("a waits for b, which is not among the items");
    const circle = { a: ["b"], b: ["c", "free"], c: ["b"] };
    await expect(startOrder(["free", "a", "b", "c"], circle)).rejects.toThrow(
      "items wait for each other: b waits for c waits for b",
    );
  });
});
