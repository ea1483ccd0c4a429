import { text } from "../../formats/markdown";
import { SeedError } from "../model";

/** A placeholder of a README: `{{team}}`. Nothing else of `{{` may stand in one. */
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/**
 * Text of a Markdown file with the values of its placeholders; values are escaped, since people wrote them.
 *
 * Only Markdown has placeholders: code of every other language reads `usecase.json`, so that it stays a file of its language.
 *
 * @throws SeedError for a placeholder without a value: a mistake in a template
 */
export function fillPlaceholders(path: string, markdown: string, values: Readonly<Record<string, string>>): string {
  return markdown.replace(PLACEHOLDER, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      const allowed = Object.keys(values).join(", ");
      throw new SeedError([{ path, got: whole, allowed, fix: "correct the placeholder in the template" }]);
    }
    return text(value).markdown;
  });
}
