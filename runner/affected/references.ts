/** A value of another stack that an expression reads. */
export interface OutputReference {
  /** Name of the `terraform_remote_state`. */
  readonly read: string;
  /** Absent where all outputs are taken at once. */
  readonly output?: string;
  /** Literal first index of a map output, as in `outputs.domainUnitIds["finance"]`. */
  readonly entry?: string;
}

const REMOTE = /data\.terraform_remote_state\.([\w-]+)(?:\.outputs(?:\.([\w-]+)(?:\["([^"$%]+)"\])?)?)?/g;
const ADDRESS = /(?<![\w.-])((?:data\.)?[a-z]\w*\.[A-Za-z_][\w-]*)/g;

/** All texts within a value, keys of maps included: expressions stand in both. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsIn(member)]);
}

/** The remote outputs that a value mentions. */
export function outputReferences(value: unknown): OutputReference[] {
  return textsIn(value).flatMap((text) =>
    [...text.matchAll(REMOTE)].map(([, read, output, entry]) => ({
      read,
      ...(output === undefined ? {} : { output }),
      ...(entry === undefined ? {} : { entry }),
    })),
  );
}

/** The addresses among `known` that a value mentions: in expressions, `depends_on` or `replace_triggered_by`. */
export function addressReferences(value: unknown, known: ReadonlySet<string>): string[] {
  const mentioned = textsIn(value).flatMap((text) => [...text.matchAll(ADDRESS)].map(([, address]) => address));
  return [...new Set(mentioned)].filter((address) => known.has(address));
}
