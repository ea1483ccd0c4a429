import { Tokenization } from "cdktf";

/** The engine's `keysToSnakeCase`: names of members as Terraform writes them, at every depth. */
export type KeysToSnakeCase = (value: object) => unknown;

type Members = Readonly<Record<string, unknown>>;

/** Members whose own members are names that somebody has chosen. */
const VERBATIM: readonly string[] = ["tags", "environment"];

/**
 * The same result as `original`, which makes each name anew with four regular expressions: a thousand stacks use the same
 * few dozen names, those of a resource's meta-arguments most of all.
 */
export function rememberedSnakeCase(original: KeysToSnakeCase): KeysToSnakeCase {
  const names = new Map<string, string>();
  const nameOf = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const [made] = Object.keys(original({ [name]: undefined }) as object);
    names.set(name, made);
    return made;
  };
  const convert = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Tokenization.isResolvable(value)) return value;
    if (Array.isArray(value)) return value.map(convert);
    const converted: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      const member = (value as Members)[name];
      if (VERBATIM.includes(name)) converted[name] = member;
      else converted[nameOf(name)] = convert(member);
    }
    return converted;
  };
  return convert;
}
