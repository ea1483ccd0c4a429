import { Tokenization } from "cdktf";

/** The engine's `keysToSnakeCase`: `dependsOn` becomes `depends_on`, at every level but in tags and environments. */
export type KeysToSnakeCase = (value: unknown) => unknown;

/** Members whose own members are names of somebody else. */
const KEPT = ["tags", "environment"];

/**
 * The same result as the engine's, which matches four regular expressions for every meta-argument of every resource,
 * whether it is given or not: there are a dozen names.
 *
 * @param snakeCase the engine's
 */
export function fastKeysToSnakeCase(snakeCase: (name: string) => string): KeysToSnakeCase {
  const known = new Map<string, string>();
  const rename = (name: string): string => {
    let renamed = known.get(name);
    if (renamed === undefined) known.set(name, (renamed = snakeCase(name)));
    return renamed;
  };
  const walk = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Tokenization.isResolvable(value)) return value;
    if (Array.isArray(value)) return value.map(walk);
    const renamed: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      if (KEPT.includes(name)) renamed[name] = member;
      else renamed[rename(name)] = walk(member);
    }
    return renamed;
  };
  return walk;
}
