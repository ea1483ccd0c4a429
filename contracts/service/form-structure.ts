import { createHash } from "node:crypto";

/**
 * The Smithy text of a metadata form, as far as DataZone takes it: one structure, and the lists of strings that its members use.
 * With `$version`, `namespace` or anything else around it the service refuses it.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_CreateFormType.html
 */

/** Types of members that a form may have; each also with `smithy.api#` before it. */
export const FORM_MEMBER_TYPES = [
  "String",
  "Boolean",
  "Integer",
  "Long",
  "Float",
  "Double",
  "BigInteger",
  "BigDecimal",
  "Timestamp",
] as const;

/** At most so many characters does a form's model have. */
export const FORM_MODEL_LENGTH = 100_000;

const COMMENT_OR_SPACE = /^(?:[\s,]+|\/\/[^\n]*)/;
const TOKEN =
  /^(?:"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|[@{}()[\]:=]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_$][\w.#$]*)/;

/** The tokens of a Smithy text without spaces, commas and comments; `undefined` where it holds something else. */
export function formTokens(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  for (let rest = text; rest !== ""; ) {
    const skipped = COMMENT_OR_SPACE.exec(rest);
    const found = skipped ?? TOKEN.exec(rest);
    if (found === null) return undefined;
    if (skipped === null) tokens.push(found[0].replace(/^smithy\.api#/, ""));
    rest = rest.slice(found[0].length);
  }
  return tokens;
}

/** One spelling for all Smithy texts that say the same: what the service gives back may be laid out otherwise. */
export function normalForm(smithy: string): string {
  return formTokens(smithy)?.join(" ") ?? smithy.trim();
}

/** Content of a form type, which makes one revision of it. */
export interface FormContent {
  readonly smithy: string;
  readonly description?: string;
  readonly status: "ENABLED" | "DISABLED";
}

/**
 * Fingerprint of a form's content: revisions with the same content have the same one. Asset types and rules are compared by it,
 * because the number of a revision that does not exist yet is known to nobody.
 */
export function formFingerprint({ smithy, description = "", status }: FormContent): string {
  const content = JSON.stringify([normalForm(smithy), description, status]);
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** The reason for which the service would refuse a form's text; `undefined` where it takes it. */
export function formProblem(smithy: string, name: string): string | undefined {
  const tokens = formTokens(smithy);
  if (tokens === undefined) return "characters that Smithy does not have";
  return new FormReader(tokens).problem(name);
}

/** Reads the tokens of a form from first to last. */
class FormReader {
  private at = 0;
  private readonly lists = new Set<string>();

  constructor(private readonly tokens: readonly string[]) {}

  problem(name: string): string | undefined {
    try {
      while (this.definition(name)) if (this.at >= this.tokens.length) throw new FormRefused("no structure");
      if (this.at < this.tokens.length) throw new FormRefused(`${this.shown()} after the structure`);
      return undefined;
    } catch (error) {
      if (error instanceof FormRefused) return error.message;
      throw error;
    }
  }

  /** A list, after which more follows, or the structure. */
  private definition(name: string): boolean {
    this.traits();
    const keyword = this.next("a structure");
    if (keyword !== "structure" && keyword !== "list")
      throw new FormRefused(`${JSON.stringify(keyword)} where only the structure and its lists may be`);
    const defined = this.identifier();
    this.expect("{");
    if (keyword === "list") return this.list(defined);
    if (defined !== name) throw new FormRefused(`structure ${defined}, but the form is named ${name}`);
    this.members();
    return false;
  }

  private list(defined: string): true {
    this.traits();
    if (this.next("member") !== "member") throw new FormRefused(`list ${defined} without a member`);
    this.expect(":");
    this.type();
    this.expect("}");
    this.lists.add(defined);
    return true;
  }

  private members(): void {
    const seen = new Set<string>();
    while (this.tokens[this.at] !== "}") {
      this.traits();
      const member = this.identifier();
      if (seen.has(member)) throw new FormRefused(`member ${member} twice`);
      seen.add(member);
      this.expect(":");
      this.type();
    }
    this.at += 1;
    if (seen.size === 0) throw new FormRefused("a structure without members");
  }

  private traits(): void {
    while (this.tokens[this.at] === "@") {
      this.at += 1;
      this.identifier();
      if (this.tokens[this.at] === "(") this.skipBrackets();
    }
  }

  private skipBrackets(): void {
    let depth = 0;
    do {
      const token = this.next(")");
      if ("([{".includes(token)) depth += 1;
      if (")]}".includes(token)) depth -= 1;
    } while (depth > 0);
  }

  private type(): void {
    const type = this.identifier();
    if ((FORM_MEMBER_TYPES as readonly string[]).includes(type) || this.lists.has(type)) return;
    throw new FormRefused(`type ${type}, which is none of ${[...FORM_MEMBER_TYPES, ...this.lists].join(", ")}`);
  }

  private identifier(): string {
    const token = this.next("a name");
    if (!/^[A-Za-z_][\w.#$]*$/.test(token)) throw new FormRefused(`${JSON.stringify(token)} where a name belongs`);
    return token;
  }

  private expect(token: string): void {
    const found = this.next(token);
    if (found !== token) throw new FormRefused(`${JSON.stringify(found)} where ${JSON.stringify(token)} belongs`);
  }

  private next(wanted: string): string {
    if (this.at >= this.tokens.length) throw new FormRefused(`the text ends where ${wanted} belongs`);
    return this.tokens[this.at++];
  }

  private shown(): string {
    return JSON.stringify(this.tokens[this.at]);
  }
}

/** A text that is no form. */
class FormRefused extends Error {}
