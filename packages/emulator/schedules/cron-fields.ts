/** Expression that no schedule can have. */
export class InvalidExpression extends Error {}

/** A field with names turned into numbers, beginning with 1. */
export function named(field: string, names: readonly string[]): string {
  return field.replace(/[A-Z]{3}/g, (name) => {
    const at = names.indexOf(name);
    return at < 0 ? name : String(at + 1);
  });
}

/** Values of a field of lists, ranges and steps, in ascending order. */
export function values(field: string, first: number, last: number): readonly number[] {
  const found = field.split(",").flatMap((part) => {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) throw new InvalidExpression(`not a value: ${part}`);
    const [, from, to, step] = match as (string | undefined)[];
    const start = from === undefined ? first : Number(from);
    const end = to !== undefined ? Number(to) : from === undefined || step !== undefined ? last : start;
    const by = Number(step ?? 1);
    if (start < first || end > last || start > end || by < 1 || by > last - first)
      throw new InvalidExpression(`out of the range from ${first} to ${last}: ${part}`);
    return Array.from({ length: Math.floor((end - start) / by) + 1 }, (_, at) => start + at * by);
  });
  return [...new Set(found)].sort((a, b) => a - b);
}
