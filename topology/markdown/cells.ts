/** A text as a cell of a Markdown table: nothing in it ends the cell, and nothing is markup or HTML. */
export function cell(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]<>#|~@!&]/g, (character) =>
      character === "<" ? "&lt;" : character === ">" ? "&gt;" : `\\${character}`,
    )
    .trim();
}

/** Code in a cell: escapes do not work inside of code, except for the cell's own divider. */
export function code(text: string): string {
  const clean = text.replace(/\s+/g, " ").trim();
  const fence = clean.includes("`") ? "``" : "`";
  const space = fence === "``" ? " " : "";
  return clean === "" ? "" : `${fence}${space}${clean.replaceAll("|", "\\|")}${space}${fence}`;
}

/** A table; of cells that are Markdown already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A long table behind a line that opens it: a merge request stays readable. */
export function folded(summary: string, content: string, open: boolean): string {
  return `<details${open ? " open" : ""}><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
