/**
 * A piece of a line that is Markdown already. A plain string is a text: whoever writes it into Markdown makes its markup
 * harmless first, so nothing has to be remembered where names come from.
 */
export class Inline {
  constructor(
    readonly markdown: string,
    /** The same where a line of HTML is written, which Markdown does not look into. */
    readonly html: string,
  ) {}

  /** The Markdown, so that a template string of a heading or a list item takes it. */
  toString(): string {
    return this.markdown;
  }
}

/** A text of anybody (escaped), or Markdown of ours. */
export type Content = string | Inline;

/** A text as Markdown: on one line, and nothing in it is markup or HTML. */
export function text(content: string): Inline {
  const line = oneLine(content);
  return new Inline(escapeMarkdown(line), escapeHtml(line));
}

/**
 * A code span, whatever the text holds. Empty where there is no text: Markdown has no empty code.
 *
 * Backslashes before a `|` have no spelling in a code span of a table, so that (rare) text is written as HTML.
 */
export function code(content: string): Inline {
  const line = oneLine(content);
  if (line === "") return new Inline("", "");
  const html = `<code>${escapeHtml(line)}</code>`;
  if (/\\\|/.test(line)) return new Inline(`<code>${asReferences(line)}</code>`, html);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return new Inline(`${fence}${space}${line}${space}${fence}`, html);
}

/** A link. The address is encoded; of a scheme that runs code there is none. */
export function link(label: Content, address: string): Inline {
  const { markdown, html } = inline(label);
  const url = encodeURI(address).replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"));
  if (/^(javascript|data|vbscript):/i.test(address.trim())) return new Inline(markdown, html);
  return new Inline(`[${markdown}](${url})`, `<a href="${escapeHtml(url)}">${html}</a>`);
}

/** Texts of this project that are Markdown: documentation comments, and constant words. Never a name or a value. */
export function trusted(markdown: string): Inline {
  const line = oneLine(markdown);
  return new Inline(line, escapeHtml(line));
}

/**
 * Markdown with contents in it: the words of the template are Markdown of ours, what is inserted is escaped unless it is
 * {@link Inline}.
 *
 * @example
 * line`**${domain.name}** in ${domain.region}`
 */
export function line(words: TemplateStringsArray, ...contents: readonly (Content | number)[]): Inline {
  const pieces = contents.map((content) => inline(typeof content === "number" ? String(content) : content));
  const joined = (form: "markdown" | "html"): string =>
    words.map((word, index) => word + (pieces[index]?.[form] ?? "")).join("");
  return new Inline(joined("markdown"), joined("html"));
}

/** Contents one after the other, with `separator` (Markdown of ours) between them; empty ones are left out. */
export function join(contents: readonly Content[], separator: string): Inline {
  const pieces = contents.map(inline).filter(({ markdown }) => markdown !== "");
  return new Inline(
    pieces.map(({ markdown }) => markdown).join(separator),
    pieces.map(({ html }) => html).join(separator),
  );
}

/** The content as Markdown: a text is escaped. */
export function inline(content: Content): Inline {
  return typeof content === "string" ? text(content) : content;
}

/** Text between the tags of HTML, or in a quoted attribute. */
export function escapeHtml(content: string): string {
  return content.replace(/[&<>"']/g, (character) => HTML[character] ?? character);
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function oneLine(content: string): string {
  return content.replace(/\s+/g, " ").trim();
}

/**
 * Everything that begins markup: escapes, code, emphasis, links, HTML, references to people and issues, formulas; and at the
 * beginning of a line lists and rules. An underscore between letters begins nothing, so that identifiers stay readable. A
 * `|` is the table's to escape.
 */
function escapeMarkdown(line: string): string {
  return line
    .replace(/[\\`*[\]~&#@!$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/^[-+=]|(?<=^\d+)[.)](?=\s|$)/, "\\$&");
}

function asReferences(line: string): string {
  return line.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}
