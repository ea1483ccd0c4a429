import fc from "fast-check";
import { csvLine, type CsvCell } from "../../../../formats/csv";

/** A reader of RFC 4180, by its grammar. */
function read(text: string): string[][] {
  const lines: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const line: string[] = [];
    for (;;) {
      let cell = "";
      if (text[at] === '"') {
        for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
          if (text[at] === '"') at++;
          cell += text[at];
        }
        at++;
      } else while (at < text.length && !",\r".includes(text[at])) cell += text[at++];
      line.push(cell);
      if (text[at] !== ",") break;
      at++;
    }
    expect(text.slice(at, at + 2)).toBe("\r\n");
    at += 2;
    lines.push(line);
  }
  return lines;
}

const HOSTILE = [
  '=HYPERLINK("http://x","y")',
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "  =1",
  "\r\n=1",
  "\uFF1D1",
  'a","=1',
  "a;=1",
];

describe("CSV", () => {
  test.each(HOSTILE)("has no cell that a spreadsheet runs: %j", (name) => {
    const line = csvLine([name, "x"]);
    const [[first, second]] = read(line);
    expect(second).toBe("x");
    expect(first.replace(/^'/, "")).toBe(name);
    expect(first).not.toMatch(/^\s*[=+\-@\uFF1D]/);
  });

  test("leaves numbers and harmless texts as they are, and what is absent empty", () => {
    expect(csvLine([-1.5, "a-b=c", undefined, ""])).toBe('-1.5,"a-b=c",,\r\n');
  });

  test("is read as it was written, whatever the cells are", () => {
    const cell: fc.Arbitrary<CsvCell> = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.constantFrom(...HOSTILE),
      fc.integer(),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        const read_ = read(rows.map(csvLine).join(""));
        expect(read_.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        for (const [index, row] of rows.entries())
          for (const [place, value] of row.entries()) {
            const got = read_[index][place];
            if (typeof value === "string") {
              expect([value, `'${value}`].map((one) => one.replaceAll("\0", "\uFFFD"))).toContain(got);
              expect(got).not.toMatch(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
            } else expect(got).toBe(String(value ?? ""));
          }
      }),
    );
  });
});
