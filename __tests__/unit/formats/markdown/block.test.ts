import { fenced, folded, line } from "../../../../formats/markdown";
import { elementsOf, HOSTILE, rendered, textOf } from "../../../support/markdown/rendered";

test("nothing in a block of text ends it", () => {
  const content = "a\n```\n<img src=x>\n````";
  expect(fenced(content, "text")[0]).toBe("`````text");
  expect(textOf(rendered(fenced(content, "text").join("\n"))).trim()).toBe(content);
});

test("a summary is HTML, in which no text is markup", () => {
  const lines = folded(HOSTILE, ["- one"], { open: true });
  expect(lines[0]).toMatch(/^<details open><summary>/);
  expect(elementsOf(lines.join("\n"))).toEqual(["details", "li", "summary", "ul"]);
  expect(folded(line`**x** ${"<"}`, [])[0]).toBe("<details><summary>**x** &lt;</summary>");
});
