import { FIRST_PROJECT } from "./first-project";
import type { Explanation, KnownText } from "./known-text";
import { OF_PROVIDER } from "./provider";
import { REFUSALS } from "./refusals";

export type { Explanation, KnownText } from "./known-text";

/** All texts of AWS that are explained, the narrow ones before the wide ones. */
export const KNOWN_TEXTS: readonly KnownText[] = [...OF_PROVIDER, ...FIRST_PROJECT, ...REFUSALS];

/** Explains the known texts that stand in a text of any length, each once. */
export function explain(text: string): Explanation[] {
  // Terraform's provider breaks lines as it likes.
  const line = text.replace(/\s+/g, " ");
  let rest = line;
  const found: Explanation[] = [];
  for (const { id, said, where, cause, cure } of KNOWN_TEXTS) {
    if (where !== undefined && !where.test(line)) continue;
    for (let match = said.exec(rest); match !== null; match = said.exec(rest)) {
      found.push({ id, cause: filled(cause, match), cure: filled(cure, match) });
      // A wider entry would explain the same words once more.
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    }
  }
  return [...new Map(found.map((each) => [`${each.cause} ${each.cure}`, each])).values()];
}

/** Sentences of cause and cure for whoever reads the text; none where nothing is known, or where they stand there already. */
export function explanationsOf(text: string): string[] {
  const line = text.replace(/\s+/g, " ");
  return explain(text)
    .filter(({ cure }) => !line.includes(cure))
    .map(({ cause, cure }) => `${cause}: ${cure}`);
}

/** The text with its explanations behind it, in one line. */
export function explained(text: string): string {
  return [text, ...explanationsOf(text)].join("; ");
}

function filled(sentence: string, match: RegExpExecArray): string {
  return sentence
    .replace(/\{(\d)\}/g, (_all, group: string) => tidy(match[Number(group)] as string | undefined))
    .trim();
}

/** The end of a sentence of AWS belongs to the sentence, not to the name that it ends with. */
function tidy(group: string | undefined): string {
  return (group ?? "").replace(/[,;.)\]"']+$/, "");
}
