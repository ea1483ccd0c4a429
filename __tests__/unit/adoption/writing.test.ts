import fc from "fast-check";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refuseOverwriting, writeFiles } from "../../../adoption/writing/output";
import { Code, typescript } from "../../../adoption/writing/typescript";

describe("typescript", () => {
  it("breaks what is long or deep, quotes what is no name, and leaves calls alone", () => {
    const value = {
      a: { "us-east-1": ["x", "y"] },
      b: { c: { d: { e: 1 } } },
      call: new Code('blueprints("Tooling")'),
    };
    expect(typescript(value)).toBe(
      [
        "{",
        '  a: { "us-east-1": ["x", "y"] },',
        "  b: {",
        "    c: { d: { e: 1 } },",
        "  },",
        '  call: blueprints("Tooling"),',
        "}",
      ].join("\n"),
    );
  });

  it("evaluates to the value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        fc.pre(!JSON.stringify(value).includes("__proto__"));
        expect(eval(`(${typescript(value)})`)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe("output", () => {
  const files = [
    { path: "main.ts", text: "one" },
    { path: "fragments/main-adopted.ts", text: "two" },
  ];
  let directory: string;

  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "smus-output-"))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it("refuses to replace a file unless it is forced to, and names it", () => {
    writeFileSync(join(directory, "main.ts"), "mine");
    expect(() => refuseOverwriting(directory, files, false)).toThrow(/has main\.ts already; nothing was written/);
    expect(() => refuseOverwriting(directory, files, true)).not.toThrow();
  });

  it("writes every file", () => {
    writeFiles(directory, files);
    expect(readFileSync(join(directory, "fragments/main-adopted.ts"), "utf8")).toBe("two");
    expect(readdirSync(directory).sort()).toEqual(["fragments", "main.ts"]);
  });

  it("writes nothing where one file cannot be written", () => {
    writeFileSync(join(directory, "fragments"), "a file in the way");
    expect(() => writeFiles(directory, files)).toThrow(/nothing was written/);
    expect(existsSync(join(directory, "main.ts"))).toBe(false);
    expect(readdirSync(directory)).toEqual(["fragments"]);
  });
});
