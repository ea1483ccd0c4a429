/** The engine's `resolve`: replaces tokens in a structure. */
export type Resolve = (value: unknown, options: ResolveOptions) => unknown;

/** Options of `resolve`; only the path, which error messages show, matters here. */
export interface ResolveOptions {
  readonly prefix?: readonly string[];
}

/**
 * The same result as `original`, without its cost for what holds no tokens: the engine resolves every element and then the
 * whole stack again, and makes two closures, a context and three regular expression matches for every text and every key.
 *
 * Walks plain data; whatever may hold a token (an object of a class, a text with a token in it, a map or list with one) is
 * left to the engine.
 */
export function fastResolve(original: Resolve): Resolve {
  const walk = (value: unknown, options: ResolveOptions, path: string[]): unknown => {
    if (typeof value === "string") return mayHoldToken(value) ? delegate(value, options, path) : value;
    if (typeof value === "boolean" || value === null || value === undefined) return value;
    if (Array.isArray(value)) return walkList(value, options, path);
    if (typeof value === "object" && isPlain(value)) return walkMap(value, options, path);
    return delegate(value, options, path);
  };

  const walkList = (list: readonly unknown[], options: ResolveOptions, path: string[]): unknown => {
    // One token can stand for a whole list, or for some of its items.
    if (list.some((item) => typeof item === "number" || (typeof item === "string" && mayHoldToken(item)))) {
      return delegate(list, options, path);
    }
    return list.map((item, index) => within(String(index), item, options, path)).filter((item) => item !== undefined);
  };

  const walkMap = (map: Readonly<Record<string, unknown>>, options: ResolveOptions, path: string[]): unknown => {
    const keys = Object.keys(map);
    if (keys.some(mayHoldToken)) return delegate(map, options, path);
    const result: Record<string, unknown> = {};
    for (const key of keys) {
      const resolved = within(key, map[key], options, path);
      if (resolved !== undefined) result[key] = resolved;
    }
    return result;
  };

  const within = (step: string, value: unknown, options: ResolveOptions, path: string[]): unknown => {
    path.push(step);
    const resolved = walk(value, options, path);
    path.pop();
    return resolved;
  };

  const delegate = (value: unknown, options: ResolveOptions, path: readonly string[]): unknown =>
    original(value, { ...options, prefix: [...(options.prefix ?? []), ...path] });

  return (value, options) => walk(value, options, []);
}

/** Markers of tokens in texts, lists and maps, and numbers that stand for tokens (about -1e289) written into a text. */
function mayHoldToken(text: string): boolean {
  return text.includes("TfToken[") || (text.includes("e+") && /\de\+\d/.test(text));
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("resolve" in value);
}
