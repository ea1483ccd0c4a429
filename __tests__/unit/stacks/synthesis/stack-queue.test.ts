import { StackQueue } from "../../../../stacks/synthesis/stack-queue";
import { threadsFor } from "../../../../stacks/synthesis/synthesis-thread";

describe("StackQueue", () => {
  const items = Array.from({ length: 21 }, (_, index) => index);

  test("gives every item to one of the threads that share its memory, in order", () => {
    const here = new StackQueue();
    const there = new StackQueue(here.memory);
    const taken: number[][] = [];
    for (
      let some = here.take(items);
      some.length > 0;
      some = taken.length % 2 === 0 ? here.take(items) : there.take(items)
    )
      taken.push(some);
    expect(taken.length).toBeGreaterThan(2);
    expect(taken.flat()).toEqual(items);
    expect([here.take(items), there.take(items)]).toEqual([[], []]);
  });

  test("gives nothing any more, to any thread, once it is given up", () => {
    const here = new StackQueue();
    const there = new StackQueue(here.memory);
    expect(there.take(items)).not.toEqual([]);
    here.giveUp();
    expect([here.take(items), there.take(items)]).toEqual([[], []]);
  });
});

describe("threadsFor", () => {
  test.each([
    [1, 8, 1],
    [599, 8, 1],
    [600, 1, 1],
    [600, 8, 2],
    [3000, 2, 2],
    [3000, 64, 8],
  ])("%i stacks on %i cores: %i threads", (stacks, cores, threads) => {
    expect(threadsFor(stacks, cores)).toBe(threads);
  });
});
