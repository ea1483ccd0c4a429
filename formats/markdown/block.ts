import { inline, type Content } from "./inline";

/** A block of text as it is (a program's output, commands); nothing in it ends the block. */
export function fenced(content: string, language: string): string[] {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, content.trimEnd(), fence];
}

/** Lines behind one that opens them, which GitHub and GitLab show as a triangle. */
export function folded(
  summary: Content,
  lines: readonly string[],
  { open = false }: { readonly open?: boolean } = {},
): string[] {
  return [`<details${open ? " open" : ""}><summary>${inline(summary).html}</summary>`, "", ...lines, "", "</details>"];
}
