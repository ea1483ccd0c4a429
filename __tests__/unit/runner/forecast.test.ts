import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DurationHistory, ofStage, RunDisplay } from "../../../runner/progress";

/** A machine with a clock and a history: every display is another process on it. */
class Machine {
  readonly directory = mkdtempSync(join(tmpdir(), "smus-forecast-"));
  readonly file = join(this.directory, "durations.json");
  now = 1_000_000;
  written: string[] = [];

  open(isTTY = false): RunDisplay {
    this.written = [];
    const stream = { isTTY, columns: 200, write: (text: string) => this.written.push(text) };
    return new RunDisplay(stream, () => this.now, new DurationHistory(this.file));
  }

  pass(seconds: number): void {
    this.now += seconds * 1000;
  }

  /** Stacks one after the other, each taking so many seconds. */
  work(display: RunDisplay, title: string, seconds: readonly number[], complete = true): void {
    display.begin(title, seconds.length);
    for (const [index, each] of seconds.entries()) {
      this.pass(each);
      display.finished(`s${index}`, "applied", each);
    }
    display.end(complete);
  }

  /** Header in a log after a while in which no stack is finished. */
  header(display: RunDisplay, seconds: number): string {
    display.progress("working", { phase: "apply", done: 0, total: 0 });
    this.pass(seconds);
    display.tick();
    return (this.written.at(-1) ?? "").split("\n")[0].trim();
  }
}

let machine: Machine;
beforeEach(() => (machine = new Machine()));
afterEach(() => rmSync(machine.directory, { recursive: true, force: true }));

describe("a run", () => {
  const SECONDS = [20, 20, 60];

  test("tells what is left, from the last one of the same title", () => {
    machine.work(machine.open(), "apply dev", SECONDS);
    const display = machine.open();
    display.begin("apply dev", 3);
    expect(machine.written).toEqual(["apply dev: 3 stacks, about 1 min 40 s left\n"]);
    machine.pass(20);
    display.finished("s0", "applied", 20);
    expect(machine.header(display, 15)).toBe("apply dev: 1/3 stacks, 35 s, about 1 min 10 s left");
    display.end();
  });

  test("tells it on a terminal, too", () => {
    machine.work(machine.open(), "apply dev", SECONDS);
    const display = machine.open(true);
    display.begin("apply dev", 3);
    machine.pass(98);
    display.tick();
    expect(machine.written.at(-1)).toContain("apply dev: 0/3 stacks, 1 min 38 s, about");
    display.end();
    expect(machine.written.at(-1)).toBe("\u001b[1A\u001b[0J");
  });

  test("is almost done at the end", () => {
    machine.work(machine.open(), "apply dev", SECONDS);
    const display = machine.open();
    display.begin("apply dev", 3);
    for (const seconds of [20, 20]) {
      machine.pass(seconds);
      display.finished("s", "applied", seconds);
    }
    expect(machine.header(display, 57)).toBe("apply dev: 2/3 stacks, 1 min 37 s, almost done");
    display.end();
  });

  test("estimates nothing without a history", () => {
    const display = machine.open();
    display.begin("apply dev", 3);
    expect(machine.header(display, 15)).toBe("apply dev: 0/3 stacks, 15 s");
    display.end();
  });

  test("estimates nothing for another title or number of stacks, and forgets nothing by it", () => {
    machine.work(machine.open(), "apply dev", SECONDS);
    machine.work(machine.open(), "apply dev", [5]);
    for (const [title, stacks] of [
      ["apply dev", 4],
      ["plan dev", 3],
    ] as const) {
      const display = machine.open();
      display.begin(title, stacks);
      expect(machine.header(display, 15)).toBe(`${title}: 0/${stacks} stacks, 15 s`);
      display.end();
    }
    machine.open().begin("apply dev", 3);
    expect(machine.written[0]).toContain("about 1 min 40 s left");
  });

  test("estimates nothing from a file that is corrupt", () => {
    writeFileSync(machine.file, '{"apply dev: 3": {"seconds"');
    const display = machine.open();
    display.begin("apply dev", 3);
    expect(machine.header(display, 15)).toBe("apply dev: 0/3 stacks, 15 s");
    display.end();
  });

  test("that failed, or ended nobody knows how, is not recorded", () => {
    machine.work(machine.open(), "apply dev", SECONDS, false);
    const display = machine.open();
    display.begin("apply dev", 3);
    display.begin("apply dev", 3);
    expect(machine.written.at(-1)).toBe("apply dev: 3 stacks\n");
    display.end();
    expect(new DurationHistory(machine.file).last("apply dev: 3")).toBeUndefined();
  });

  test("is recorded where it is told through the reporter of one of several stages", () => {
    const display = machine.open();
    const reporter = ofStage("dev", display);
    reporter.begin("apply dev", 1);
    machine.pass(7);
    reporter.finished("s", "applied", 7);
    reporter.end(true);
    reporter.end(); // once more, as where an exception may have come before
    expect(new DurationHistory(machine.file).last("apply dev: 1")).toEqual({
      seconds: 7,
      phases: [{ title: "apply dev", stacks: 1, beganAt: 0, finishedAt: [7] }],
    });
  });

  test("does not count the time in which somebody was asked", () => {
    const display = machine.open();
    display.begin("apply dev", 1);
    machine.pass(5);
    const goOn = display.pause();
    machine.pass(1000);
    goOn();
    goOn();
    expect(machine.header(display, 15)).toBe("apply dev: 0/1 stacks, 20 s");
    display.pause();
    machine.pass(1000);
    display.end(true);
    expect(new DurationHistory(machine.file).last("apply dev: 1")?.seconds).toBe(20);
  });

  test("bears a clock that is set back", () => {
    const display = machine.open();
    display.begin("apply dev", 2);
    machine.pass(5);
    display.finished("a", "applied", 5);
    machine.pass(-60);
    display.finished("b", "applied", 5);
    display.end(true);
    expect(new DurationHistory(machine.file).last("apply dev: 2")?.phases[0].finishedAt).toEqual([5, 5]);
  });
});

describe("a series", () => {
  const history = (): DurationHistory => new DurationHistory(join(machine.directory, "series.json"));
  /** Bootstrap, a pause in which stages are synthesized, apply, plan, and an inventory. */
  const live = (display: RunDisplay, ends = true): void => {
    display.beginSeries("dev", history());
    machine.work(display, "bootstrap dev", [10, 10]);
    machine.pass(20);
    machine.work(display, "apply dev", [100, 60]);
    machine.work(display, "plan dev", [50, 40]);
    machine.pass(2);
    if (ends) display.endSeries();
  };

  test("says first how long the last one took", () => {
    live(machine.open());
    expect(machine.written.join("")).not.toContain("The last run took");
    machine.open().beginSeries("dev", history());
    expect(machine.written).toEqual(["The last run took 4 min 52 s on this machine.\n"]);
  });

  test("counts the phases that follow, and what lies between", () => {
    live(machine.open());
    const display = machine.open();
    display.beginSeries("dev", history());
    display.begin("bootstrap dev", 2);
    expect(machine.header(display, 15)).toMatch(/^bootstrap dev: 0\/2 stacks, 15 s, about 5 min left$/);
    display.end(true);
    machine.pass(25);
    display.begin("apply dev", 2);
    expect(machine.written.at(-1)).toBe("apply dev: 2 stacks, about 4 min left\n");
    machine.pass(100);
    display.finished("s0", "applied", 100);
    expect(machine.header(display, 20)).toBe("apply dev: 1/2 stacks, 2 min 00 s, about 2 min left");
    display.end(true);
  });

  test("estimates nothing where the last one had another phase", () => {
    live(machine.open());
    const display = machine.open();
    display.beginSeries("dev", history());
    display.begin("apply dev", 3);
    expect(machine.header(display, 15)).toBe("apply dev: 0/3 stacks, 15 s");
    display.end();
  });

  test("is not recorded where it is not ended, or one of its phases failed", () => {
    live(machine.open(), false);
    const display = machine.open();
    display.beginSeries("dev", history());
    machine.work(display, "apply dev", [10], false);
    display.endSeries();
    expect(history().last("dev")).toBeUndefined();
  });

  test("leaves the durations of single runs alone", () => {
    live(machine.open());
    expect(new DurationHistory(machine.file).last("apply dev: 2")).toBeUndefined();
  });
});
