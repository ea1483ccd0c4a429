import MarkdownIt from "markdown-it";

/** With HTML, as GitHub and GitLab take it; whatever a writer lets through shows. */
const PARSER = new MarkdownIt({ html: true });

/** A name that somebody chose to break the page: every kind of markup that a cell, a heading or a list item knows. */
export const HOSTILE =
  "a|b \\| `c` ``d`` <img src=x onerror=alert(1)> <!-- x --> </details>\n| --- |\r\n# h *e* _f_ ~~g~~ [l](javascript:alert(1)) ![i](x) &lt; $m$ \\";

/** {@link HOSTILE} as a reader sees it: on one line. */
export const SHOWN = HOSTILE.replace(/\s+/g, " ");

/** Markdown as a browser would get it. */
export function rendered(markdown: string): string {
  return PARSER.render(markdown);
}

/** The texts of every table's cells, row by row, without the heading. */
export function tablesOf(markdown: string): string[][][] {
  return [...rendered(markdown).matchAll(/<table>.*?<\/table>/gs)].map(([table]) =>
    [...table.matchAll(/<tr>.*?<\/tr>/gs)]
      .slice(1)
      .map(([row]) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => textOf(cell))),
  );
}

/** Text of HTML that a reader sees. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** Names of the elements that are there, each once, sorted. */
export function elementsOf(markdown: string): string[] {
  const names = [...rendered(markdown).matchAll(/<([a-z][a-z0-9]*)|<(!--)/gi)].map(
    ([, name, comment]) => name ?? comment,
  );
  return [...new Set(names)].sort();
}

/**
 * Number of cells of every line that is a row of a table, by GitHub's rule: a backslash and what follows belong together, any
 * other `|` divides. (The parser above fills up and cuts rows without a word, and looks at one character before a `|` only.)
 */
export function cellCounts(markdown: string): number[][] {
  const tables: number[][] = [];
  let inside = false;
  for (const line of markdown.split("\n")) {
    const isRow = line.startsWith("|");
    if (isRow && !inside) tables.push([]);
    if (isRow) tables.at(-1)?.push(line.replace(/\\./g, "").split("|").length - 2);
    inside = isRow;
  }
  return tables;
}
