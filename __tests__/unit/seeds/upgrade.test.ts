import fc from "fast-check";
import { MARKER_FILE, parseMarker, planUpgrade, upgradeText, type SeedFiles } from "../../../seeds";
import { markerFile, markerOf } from "../../../seeds/render/marker";
import { rendered } from "../../support/seeds/rendered";

type Texts = Readonly<Record<string, string>>;

/** A version of a template that has these files. */
function version(number: string, texts: Texts): { marker: ReturnType<typeof markerOf>; files: SeedFiles } {
  const own = new Map(Object.entries(texts).map(([path, text]) => [path, { text, mode: "100644" as const }]));
  const marker = markerOf({ name: "t", version: number }, "build", own);
  return { marker, files: new Map([...own, [MARKER_FILE, markerFile(marker)]]) };
}

const textsOf = (files: SeedFiles): Map<string, string> => new Map([...files].map(([path, { text }]) => [path, text]));

/** The plan from old to new where people have `current`. */
function plan(old: Texts, next: Texts, current: Texts) {
  const seeded = version("1.0.0", old);
  const marker = seeded.files.get(MARKER_FILE)?.text ?? "";
  return planUpgrade(
    seeded.marker,
    version("1.1.0", next),
    new Map(Object.entries({ ...current, [MARKER_FILE]: marker })),
  );
}
const actions = (old: Texts, next: Texts, current: Texts) =>
  plan(old, next, current).changes.map(({ action }) => action);

/** The files after the merge request is merged. */
function merged(current: Texts, { writes, removes }: ReturnType<typeof plan>): Texts {
  const after = { ...current, ...Object.fromEntries(textsOf(writes)) };
  for (const path of removes) delete (after as Record<string, string>)[path];
  return after;
}

describe("an upgrade", () => {
  it.each([
    ["adds what is new", {}, { a: "2" }, {}, ["add"]],
    ["replaces what nobody changed", { a: "1" }, { a: "2" }, { a: "1" }, ["replace"]],
    ["removes what nobody changed", { a: "1" }, {}, { a: "1" }, ["remove"]],
    ["keeps what people changed, and says so", { a: "1" }, { a: "2" }, { a: "mine" }, ["keep changed"]],
    ["keeps away what people deleted", { a: "1" }, { a: "2" }, {}, ["keep deleted"]],
    ["keeps what people changed where the template has it no longer", { a: "1" }, {}, { a: "mine" }, ["keep obsolete"]],
    ["keeps a file of people in the place of a new one", {}, { a: "2" }, { a: "mine" }, ["keep foreign"]],
    ["says nothing of what only people changed", { a: "1" }, { a: "1" }, { a: "mine" }, []],
    ["says nothing of what people deleted and the template kept", { a: "1" }, { a: "1" }, {}, []],
    ["says nothing where people have the new text already", { a: "1" }, { a: "2" }, { a: "2" }, []],
    ["says nothing of what is gone on both sides", { a: "1" }, {}, {}, []],
    ["does not take other line ends for a change", { a: "1\nx\n" }, { a: "2" }, { a: "1\r\nx\r\n" }, ["replace"]],
  ])("%s", (_, old: Texts, next: Texts, current: Texts, expected) => {
    expect(actions(old, next, current)).toEqual(expected);
  });

  it("writes only what is added or replaced, and the marker", () => {
    const { writes, removes } = plan({ a: "1", b: "1", c: "1" }, { a: "2", b: "2" }, { a: "1", b: "mine", c: "1" });
    expect([...writes.keys()].sort()).toEqual([MARKER_FILE, "a"].sort());
    expect(removes).toEqual(["c"]);
  });

  it("writes nothing, not even the marker, where the repository is at the version already", () => {
    const now = version("1.1.0", { a: "2" });
    const { writes, changes } = planUpgrade(now.marker, now, textsOf(now.files));
    expect([writes.size, changes.length]).toEqual([0, 0]);
  });

  const texts = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2", "3"), {
    noNullPrototype: true,
  });

  it("never touches what people wrote, and comes to an end after one merge", () => {
    fc.assert(
      fc.property(texts, texts, texts, (old, next, current) => {
        const first = plan(old, next, current);
        const after = merged(current, first);
        for (const [path, text] of Object.entries(current)) if (text !== old[path]) expect(after[path]).toBe(text);
        const now = version("1.1.0", next);
        const second = planUpgrade(parseMarker(after[MARKER_FILE]), now, new Map(Object.entries(after)));
        expect([second.changes.length, second.writes.size, second.removes.length]).toEqual([0, 0, 0]);
        // Where nobody changed anything, the repository is what the template renders.
        if (JSON.stringify(Object.entries(old).sort()) === JSON.stringify(Object.entries(current).sort()))
          expect(after).toEqual({ ...next, [MARKER_FILE]: after[MARKER_FILE] });
      }),
      { numRuns: 300 },
    );
  });

  it("describes itself with what was kept first, and hostile names harmless", () => {
    const text = upgradeText("t", plan({ b: "1", "a|`x": "1" }, { b: "2", "a|`x": "2" }, { b: "mine", "a|`x": "1" }));
    expect(text).toContain("from version `1.0.0` to `1.1.0`");
    expect(text).toContain("Left as they are: 1 of 2.");
    expect(text.indexOf("`b`")).toBeLessThan(text.indexOf("``a"));
    expect(text.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(4);
    expect(upgradeText("t", plan({ a: "1" }, { a: "1" }, { a: "1" }))).toContain("No file changes but the marker.");
  });
});

describe("the marker", () => {
  const { marker, files } = rendered("regression", "build");

  it("names template, version and every file but itself", () => {
    expect(marker).toMatchObject({ format: 1, template: "regression", repository: "build" });
    expect(Object.keys(marker.files)).toEqual([...files.keys()].filter((path) => path !== MARKER_FILE));
    expect(parseMarker(files.get(MARKER_FILE)?.text ?? "")).toEqual(marker);
  });

  it("changes with a text, a mode and a path", () => {
    const digest = (path: string, text: string, mode: "100644" | "100755"): string =>
      markerOf({ name: "t", version: "1" }, "build", new Map([[path, { text, mode }]])).digest;
    const all = [
      digest("a", "x", "100644"),
      digest("a", "y", "100644"),
      digest("a", "x", "100755"),
      digest("b", "x", "100644"),
    ];
    expect(new Set(all).size).toBe(4);
  });

  it.each([
    "",
    "{}",
    "null",
    '{"format":2}',
    JSON.stringify({ ...marker, files: { a: "1" } }),
    JSON.stringify({ ...marker, repository: "x" }),
  ])("is refused where it is none: %#", (text) => {
    expect(() => parseMarker(text)).toThrow(`${MARKER_FILE}: got`);
  });
});
