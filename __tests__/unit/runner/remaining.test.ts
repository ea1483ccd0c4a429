import fc from "fast-check";
import { formatRemaining, remainingSeconds, type EarlierRun } from "../../../runner/progress/remaining";

describe("remainingSeconds", () => {
  const EARLIER: EarlierRun = { seconds: 100, steps: [20, 40, 80] };
  const at = (steps: number, lastStep: number, elapsed = lastStep): number | undefined =>
    remainingSeconds(EARLIER, { steps, lastStep, elapsed });

  test("tells what remained in the earlier run where this one is as fast", () => {
    expect([at(0, 0), at(1, 20), at(2, 40), at(3, 80)]).toEqual([100, 80, 60, 20]);
  });

  test("counts down until the next stack is due", () => {
    expect([at(1, 20, 25), at(1, 20, 40)]).toEqual([75, 60]);
  });

  test("expects more of a run that is slower, but the fifth that is taken to be as fast", () => {
    expect(at(2, 80)).toBeCloseTo((60 * (80 + 20)) / (40 + 20));
  });

  test("expects at most three times as much, and at least half", () => {
    expect(at(1, 10_000)).toBe(240);
    expect(remainingSeconds({ seconds: 100, steps: [90] }, { steps: 1, lastStep: 1, elapsed: 1 })).toBe(5);
  });

  test("expects more, too, while a stack is late", () => {
    expect(at(1, 20, 60)).toBeCloseTo((60 * (60 + 20)) / (40 + 20));
  });

  test("promises nothing where all is late and nothing should be left", () => {
    expect([at(3, 80, 100), at(3, 80, 110), at(3, 80, 200)]).toEqual([0, 0, undefined]);
  });

  test("bears more stacks than the earlier run had, and a run of no time", () => {
    expect(at(9, 90)).toBeCloseTo((20 * 110) / 100);
    expect(remainingSeconds({ seconds: 0, steps: [0] }, { steps: 1, lastStep: 1, elapsed: 2 })).toBe(0);
  });

  const time = fc.double({ min: 0, max: 5000, noNaN: true });
  const earlierRun = fc
    .array(time, { minLength: 1, maxLength: 20 })
    .map((times) => times.toSorted((a, b) => a - b))
    .map((times): EarlierRun => ({ seconds: times.at(-1) ?? 0, steps: times.slice(0, -1) }));
  const lastStepAfter = fc
    .tuple(fc.nat(25), time)
    .map(([steps, lastStep]) => ({ steps, lastStep: steps === 0 ? 0 : lastStep }));

  test("is never negative, and never more than three times the earlier run", () => {
    fc.assert(
      fc.property(earlierRun, lastStepAfter, time, (earlier, position, passed) => {
        const found = remainingSeconds(earlier, { ...position, elapsed: position.lastStep + passed }) ?? 0;
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(3 * earlier.seconds + 1e-6);
      }),
    );
  });

  test("rises by at most five seconds in a second while it waits, and never because a stack is finished", () => {
    fc.assert(
      fc.property(earlierRun, lastStepAfter, time, time, (earlier, position, passed, more) => {
        const from = { ...position, elapsed: position.lastStep + passed };
        // Where nothing is promised any more it was less than five seconds, and so it is when the next stack is finished.
        const before = remainingSeconds(earlier, from) ?? 5;
        const later = remainingSeconds(earlier, { ...from, elapsed: from.elapsed + more }) ?? 0;
        expect(later).toBeLessThanOrEqual(before + 5 * more + 1e-6);
        const finished = { steps: position.steps + 1, lastStep: from.elapsed, elapsed: from.elapsed };
        if (finished.steps <= earlier.steps.length)
          expect(remainingSeconds(earlier, finished) ?? 0).toBeLessThanOrEqual(before + 1e-6);
      }),
    );
  });

  test("is exact to the end in a run that goes as the earlier one did", () => {
    fc.assert(
      fc.property(earlierRun, fc.double({ min: 0, max: 1, noNaN: true }), (earlier, share) => {
        const elapsed = earlier.seconds * share;
        const ended = earlier.steps.filter((end) => end <= elapsed);
        const position = { steps: ended.length, lastStep: ended.at(-1) ?? 0, elapsed };
        expect(remainingSeconds(earlier, position)).toBeCloseTo(earlier.seconds - elapsed, 6);
      }),
    );
  });
});

describe("formatRemaining", () => {
  test.each([
    [0, "almost done"],
    [4.9, "almost done"],
    [5, "about 10 s left"],
    [14, "about 10 s left"],
    [52, "about 50 s left"],
    [57, "about 1 min left"],
    [78, "about 1 min 20 s left"],
    [114, "about 1 min 50 s left"],
    [116, "about 2 min left"],
    [140, "about 2 min 30 s left"],
    [284, "about 4 min 30 s left"],
    [285, "about 5 min left"],
    [301.5, "about 5 min left"],
    [3569, "about 59 min left"],
    [4100, "about 70 min left"],
  ])("writes %d seconds as: %s", (seconds, text) => expect(formatRemaining(seconds)).toBe(text));
});
