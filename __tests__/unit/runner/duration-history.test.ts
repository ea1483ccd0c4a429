import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DurationHistory, type RunDurations } from "../../../runner/progress";

describe("DurationHistory", () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "smus-durations-"));
    file = join(directory, ".smus", "durations.json");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const lasting = (seconds: number): RunDurations => ({
    seconds,
    phases: [{ title: "apply dev", stacks: 2, beganAt: 0, finishedAt: [1, 2] }],
  });
  const write = (text: string): void => {
    mkdirSync(join(directory, ".smus"), { recursive: true });
    writeFileSync(file, text);
  };

  test("remembers the last run of every name, and leaves no half of a file", () => {
    const history = new DurationHistory(file);
    history.record("a", lasting(3));
    history.record("b", lasting(4));
    history.record("a", lasting(5));
    const again = new DurationHistory(file);
    expect([again.last("a"), again.last("b"), again.last("c")]).toEqual([lasting(5), lasting(4), undefined]);
    expect(readdirSync(join(directory, ".smus"))).toEqual(["durations.json"]);
  });

  test("forgets what was recorded longest ago", () => {
    const history = new DurationHistory(file);
    history.record("old", lasting(3));
    history.record("used", lasting(3));
    for (let index = 0; index < 99; index += 1) history.record(`run ${index}`, lasting(3));
    expect([history.last("old"), history.last("used")]).toEqual([undefined, lasting(3)]);
  });

  test.each([
    ["no JSON", '{"a": {"secon'],
    ["nothing", ""],
    ["null", "null"],
    ["a list", "[1]"],
    ["another form", '{"a": 7}'],
    ["no phases", '{"a": {"seconds": 3}}'],
    ["a phase that is none", '{"a": {"seconds": 3, "phases": [null]}}'],
    [
      "texts for times",
      '{"a": {"seconds": 3, "phases": [{"title": "t", "stacks": 1, "beganAt": 0, "finishedAt": ["1"]}]}}',
    ],
    [
      "negative times",
      '{"a": {"seconds": 3, "phases": [{"title": "t", "stacks": 1, "beganAt": -1, "finishedAt": [1]}]}}',
    ],
    [
      "times after the end",
      '{"a": {"seconds": 3, "phases": [{"title": "t", "stacks": 1, "beganAt": 0, "finishedAt": [4]}]}}',
    ],
  ])("knows nothing where the file holds %s, and writes it anew", (_, text) => {
    write(text);
    const history = new DurationHistory(file);
    expect(history.last("a")).toBeUndefined();
    history.record("a", lasting(3));
    expect(history.last("a")).toEqual(lasting(3));
  });

  test("keeps the other runs where one of them is unreadable", () => {
    write(JSON.stringify({ broken: 7, good: lasting(3) }));
    expect(new DurationHistory(file).last("good")).toEqual(lasting(3));
  });

  test("is silent where nothing can be read or written", () => {
    mkdirSync(file, { recursive: true }); // a directory has the name of the file
    const history = new DurationHistory(file);
    history.record("a", lasting(3));
    expect(history.last("a")).toBeUndefined();
    expect(readdirSync(join(directory, ".smus"))).toEqual(["durations.json"]);
    const below = new DurationHistory(join(__filename, "durations.json"));
    below.record("a", lasting(3));
    expect(below.last("a")).toBeUndefined();
  });

  test("leaves the file as it was where the directory is not ours to write in", () => {
    const history = new DurationHistory(file);
    history.record("a", lasting(3));
    const before = readFileSync(file, "utf8");
    chmodSync(join(directory, ".smus"), 0o500);
    try {
      history.record("a", lasting(4));
      // The administrator may write everywhere.
      if (process.getuid?.() !== 0) expect(readFileSync(file, "utf8")).toBe(before);
      expect(existsSync(`${file}.${process.pid}.tmp`)).toBe(false);
    } finally {
      chmodSync(join(directory, ".smus"), 0o700);
    }
  });
});
