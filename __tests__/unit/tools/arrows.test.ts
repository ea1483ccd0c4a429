import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ARROWS, TOPS } from "../../../tools/architecture/arrows";
import { circlesOf, drawArrows, formatArrows } from "../../../tools/architecture/draw-arrows";

const ROOT = resolve(__dirname, "../../..");

describe("this checkout", () => {
  const arrows = drawArrows(ROOT);

  test("imports only as tools/architecture/arrows.js allows", () => {
    const forbidden = [...arrows].flatMap(([from, targets]) =>
      TOPS.includes(from)
        ? []
        : [...targets.keys()].filter((to) => !ARROWS[from]?.includes(to)).map((to) => `${from} -> ${to}`),
    );
    expect(forbidden).toEqual([]);
  });

  test("has no arrow that runs back", () => {
    expect(circlesOf(arrows)).toEqual([]);
  });

  test("allows nothing that would run back", () => {
    const allowed = new Map(Object.entries(ARROWS).map(([from, to]) => [from, new Map(to.map((each) => [each, 1]))]));
    expect(circlesOf(allowed)).toEqual([]);
  });

  test("allows no arrow that nobody needs", () => {
    const unused = Object.entries(ARROWS).flatMap(([from, targets]) =>
      targets.filter((to) => arrows.get(from)?.has(to) !== true).map((to) => `${from} -> ${to}`),
    );
    expect(unused).toEqual(["environments -> configuration"]); // by the package's name, as in the files of users
  });
});

describe("a checkout", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "smus-arrows-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
  }

  test("is drawn from imports, exports and types, without tests and packages from elsewhere", () => {
    write({
      "main.ts": 'import { a } from "./upper";\nimport fs from "node:fs";',
      "upper/index.ts": 'export * from "../lower/a";\nimport type { B } from "../lower/b";\nimport x from "lower";',
      "lower/a.ts": 'import { c } from "./c";',
      "packages/one/index.ts": 'const two = await import("../two/index");',
      "__tests__/a.test.ts": 'import "../lower/a";',
    });
    expect(formatArrows(drawArrows(root))).toBe(
      "main.ts -> upper (1)\npackages/one -> packages/two (1)\nupper -> lower (2)",
    );
  });

  test("with an arrow that runs back has a circle", () => {
    write({
      "upper/a.ts": 'import "../middle/a";',
      "middle/a.ts": 'import "../lower/a";',
      "lower/a.ts": 'import "../upper/a";',
    });
    expect(circlesOf(drawArrows(root))).toHaveLength(1);
  });
});
