import fc from "fast-check";
import { code, join, link, line, table, text, trusted } from "../../../../formats/markdown";
import { cellCounts, elementsOf, HOSTILE, rendered, SHOWN, tablesOf, textOf } from "../../../support/markdown/rendered";

const shown = (content: string): string => content.replace(/\s+/g, " ").trim();
/** Texts with much markup in them; control characters no reader sees. */
const anyText = fc
  .array(fc.constantFrom(..."\\`|*_[]()<>&#@!~$-+=:.1aZ é\n", "<img src=x>", "&lt;", "javascript:", "---", "``"), {
    maxLength: 12,
  })
  .map((parts) => parts.join(""));

test("a text shows as it is, in a paragraph, a heading, a list and a cell, and is no markup", () => {
  fc.assert(
    fc.property(anyText, (content) => {
      const places = [`${text(content)}`, `## ${text(content)}`, `- ${text(content)}`];
      for (const place of places) {
        fc.pre(shown(content) !== "");
        expect(textOf(rendered(place)).trim()).toBe(shown(content));
        expect(elementsOf(place).filter((name) => !["p", "h2", "ul", "li"].includes(name))).toEqual([]);
      }
      const lines = table(["A", "B"], [[content, "end"]]).join("\n");
      expect(tablesOf(lines)).toEqual([[[shown(content), "end"]]]);
      expect(cellCounts(lines)).toEqual([[2, 2, 2]]);
    }),
    { numRuns: 200 },
  );
});

test("code shows as it is, also in a cell", () => {
  fc.assert(
    fc.property(anyText, (content) => {
      fc.pre(shown(content) !== "");
      expect(rendered(`${code(content)}`)).toMatch(/^<p><code>.*<\/code><\/p>\n$/s);
      expect(textOf(rendered(`${code(content)}`)).trim()).toBe(shown(content));
      const lines = table(["A", "B"], [[code(content), "end"]]).join("\n");
      expect(tablesOf(lines)).toEqual([[[shown(content), "end"]]]);
      expect(cellCounts(lines)).toEqual([[2, 2, 2]]);
    }),
    { numRuns: 200 },
  );
});

test("ordinary names stay as they are written", () => {
  for (const name of ["finance-dev (100000000011)", "USE_ASSET_TYPE", 'aws_iam_role "R"', "a.b/c: d", "Größe 1.5"])
    expect(`${text(name)}`).toBe(name);
  expect(`${code("accounts.finance.blueprints.DataLake")}`).toBe("`accounts.finance.blueprints.DataLake`");
  expect(`${code("")}`).toBe("");
});

test("a template escapes what is inserted, and takes what is Markdown already", () => {
  expect(`${line`**${"*x*"}** in ${code("y")}, ${3}`}`).toBe("**\\*x\\*** in `y`, 3");
  expect(`${join([line`**a**`, "", "*b*"], "<br>")}`).toBe("**a**<br>\\*b\\*");
  expect(line`${code("a<b")}: ${"c<d"}`.html).toBe("<code>a&lt;b</code>: c&lt;d");
});

test("a link leads where it says, and runs nothing", () => {
  const place = "https://git.example/a b/(x).ts";
  expect(rendered(`${link(code("a|b"), place)}`)).toBe(
    '<p><a href="https://git.example/a%20b/%28x%29.ts"><code>a|b</code></a></p>\n',
  );
  expect(elementsOf(`${link(HOSTILE, "javascript:alert(1)")}`)).toEqual(["p"]);
  expect(elementsOf(`${link(HOSTILE, place)}`)).toEqual(["a", "p"]);
});

test("a table keeps Markdown of ours, aligns, and pads where a person edits the file", () => {
  expect(table(["A", { title: "B", align: "right" }], [[trusted("**x**"), code("a|b")]])).toEqual([
    "| A | B |",
    "| --- | ---: |",
    "| **x** | `a\\|b` |",
  ]);
  expect(table(["A", "Long title"], [["x", "y"]], { padded: true })).toEqual([
    "| A   | Long title |",
    "| --- | ---------- |",
    "| x   | y          |",
  ]);
  expect(tablesOf(table([HOSTILE], [[HOSTILE]]).join("\n"))).toEqual([[[SHOWN]]]);
});
