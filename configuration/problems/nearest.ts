/**
 * The candidate that the writer most likely meant: equal but for case and punctuation, or at most a third of its letters away;
 * else the only one that begins with the word, if that has four letters.
 *
 * @param otherNames - what candidates are called elsewhere, to the candidate; a word near such a name means the candidate
 * @returns nothing where no candidate is near enough; a wrong hint costs more than none
 */
export function nearest(
  word: string,
  words: Iterable<string>,
  otherNames: Readonly<Record<string, string>> = {},
): string | undefined {
  const plainWord = plain(word);
  const limit = Math.max(1, Math.floor(plainWord.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  const candidates = [...words];
  const names = candidates.map((candidate) => [candidate, candidate] as const);
  for (const [name, candidate] of [...names, ...Object.entries(otherNames)]) {
    const distance = boundedDistance(plainWord, plain(name), bestDistance - 1);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? onlyWithBeginning(plainWord, candidates);
}

function onlyWithBeginning(plainWord: string, candidates: readonly string[]): string | undefined {
  const found = plainWord.length < 4 ? [] : candidates.filter((candidate) => plain(candidate).startsWith(plainWord));
  return found.length === 1 ? found[0] : undefined;
}

/** Tells whether two words differ in case and punctuation at most. */
export function isSameWord(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Levenshtein distance, or `limit + 1` as soon as it must exceed `limit`. */
function boundedDistance(a: string, b: string, limit: number): number {
  if (limit < 0 || Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = previous[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(previous[column] + 1, current[column - 1] + 1, substitution));
    }
    if (Math.min(...current) > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length];
}
