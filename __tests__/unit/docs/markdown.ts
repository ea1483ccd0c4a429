import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../../..");

/** A page of the documentation. */
export interface Page {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
}

/** README (the sandbox's, too), CONTRIBUTING and everything below `docs/`. */
export function pages(): Page[] {
  const below = readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => path.join("docs", name))
    .sort();
  return ["README.md", "CONTRIBUTING.md", "sandbox/README.md", ...below].map((file) => ({
    file,
    text: readFileSync(path.join(ROOT, file), "utf8"),
  }));
}

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

/** Fenced blocks, also indented ones in lists. */
export function codeBlocks({ text }: Page): CodeBlock[] {
  return [...text.matchAll(/^([ ]*)```(\w*)\n([\s\S]*?)^\1```$/gm)].map(([, , language, code]) => ({ language, code }));
}

/** The text without fenced blocks and code spans, where links and headings are. */
export function prose({ text }: Page): string {
  return text.replace(/^([ ]*)```[\s\S]*?^\1```$/gm, "").replace(/`[^`\n]*`/g, (span) => " ".repeat(span.length));
}

/** Targets of links and images that are no URLs. */
export function relativeLinks(page: Page): string[] {
  return [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target).filter((to) => !/^[a-z]+:/.test(to));
}

/** Anchors of headings, as GitHub makes them. */
export function anchors({ text }: Page): Set<string> {
  const withoutCode = text.replace(/^([ ]*)```[\s\S]*?^\1```$/gm, "");
  return new Set(
    [...withoutCode.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
}
