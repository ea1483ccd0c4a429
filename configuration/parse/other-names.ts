import { CONSOLE_NAMES } from "../../contracts/service/blueprints";

/** Maps what the console calls some of these words to the words. */
export function otherNamesOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(CONSOLE_NAMES).filter(([, name]) => words.includes(name)));
}
