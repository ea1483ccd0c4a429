type Token = { readonly text: string } | { readonly excluded: string };

/**
 * Tells whether a pattern of a policy can match an ARN of a resource type.
 *
 * @param pattern Resource of a statement, with wildcards and policy variables.
 * @param format Format of the reference, as in `arn:${Partition}:s3:::${BucketName}/${ObjectName}`.
 */
export function fitsArnFormat(pattern: string, format: string): boolean {
  const written = tokens(pattern.replace(/\$\{[^}]*\}/g, "*"), /(\*)/, () => "");
  // A colon separates, but at the end it belongs to names: an alias of a function, `:*` of a log group, a key in S3. The
  // name of a bucket has no slash, unlike paths and keys.
  const wanted = tokens(format, /(\$\{[^}]*\})/, (name) =>
    name === "${BucketName}" ? ":/" : format.endsWith(name) ? "" : ":",
  );
  const known = new Map<number, boolean>();
  const overlap = (i: number, j: number): boolean => {
    const key = i * (wanted.length + 1) + j;
    const found = known.get(key) ?? overlapAt(written[i], wanted[j], i, j);
    known.set(key, found);
    return found;
  };
  const overlapAt = (a: Token | undefined, b: Token | undefined, i: number, j: number): boolean => {
    if (a === undefined && b === undefined) return true;
    if (a !== undefined && "excluded" in a) return overlap(i + 1, j) || (b !== undefined && overlap(i, j + 1));
    if (b !== undefined && "excluded" in b)
      return overlap(i, j + 1) || (a !== undefined && !b.excluded.includes(a.text) && overlap(i + 1, j));
    return a !== undefined && b !== undefined && (a.text === b.text || a.text === "?") && overlap(i + 1, j + 1);
  };
  return overlap(0, 0);
}

/** Characters, and what stands for any number of them. */
function tokens(text: string, wildcard: RegExp, excluded: (wildcard: string) => string): Token[] {
  return text
    .split(wildcard)
    .flatMap((part, index): Token[] =>
      index % 2 === 1 ? [{ excluded: excluded(part) }] : [...part].map((character) => ({ text: character })),
    );
}
