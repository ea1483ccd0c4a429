import { Tokenization, type IPostProcessor, type IResolveContext, type ITokenResolver } from "cdktf";
import * as engine from "cdktf/lib/tokens/private/resolve";
import { canonicalOrder, sortNames } from "../../contracts/canonical-json";

/** The engine's `resolve`: replaces tokens in a structure. */
export type Resolve = (value: unknown, options: ResolveOptions) => unknown;

/** Options of `resolve`. */
export interface ResolveOptions extends Pick<IResolveContext, "scope" | "preparing"> {
  /** Place of the value, as error messages name it. */
  readonly prefix?: readonly string[];
  readonly resolver: ITokenResolver;
  /** Of the token that asks for the value. */
  readonly previousContext?: IResolveContext;
}

/**
 * The same result as `original`, without its cost for what holds no tokens: the engine makes two closures, a context and
 * three regular expression matches for every text and every key.
 *
 * Walks plain data; whatever may hold a token (an object of a class, a text with a token in it, a map or list that is one)
 * is left to the engine. A text that is one token, as references to other resources are, is asked for once in a call.
 */
export function fastResolve(original: Resolve): Resolve {
  return (value, options) => new Walk(original, options, false).resolve(value);
}

/**
 * The same value as the engine's `resolve`, with the members of its maps in canonical order: a map is copied anyway where
 * tokens are replaced in it, and what is serialized needs no second copy then.
 */
export function resolveInOrder(value: unknown, options: ResolveOptions): unknown {
  return new Walk(engine.resolve as Resolve, options, true).resolve(value);
}

/** One call of `resolve`. */
class Walk {
  /** Names of members and positions in lists on the way to the value at hand. */
  private readonly path: string[] = [];
  private readonly references = new Map<string, unknown>();

  constructor(
    private readonly original: Resolve,
    private readonly options: ResolveOptions,
    private readonly inOrder: boolean,
  ) {}

  resolve(value: unknown): unknown {
    if (typeof value === "string") return mayHoldToken(value) ? this.resolveText(value) : value;
    if (typeof value === "boolean" || value === null || value === undefined) return value;
    if (typeof value === "number") return isPlainNumber(value) ? value : this.delegate(value);
    if (Array.isArray(value)) return this.resolveList(value);
    if (typeof value === "object" && isPlainMap(value)) return this.resolveMap(value);
    return this.delegate(value);
  }

  private resolveText(text: string): unknown {
    if (!ONE_TOKEN.test(text)) return this.delegate(text);
    if (this.references.has(text)) return this.references.get(text);
    const resolved = this.resolveReference(text) ?? this.delegate(text);
    this.references.set(text, resolved);
    return resolved;
  }

  /**
   * The text that a token stands for, as the engine finds it.
   *
   * @param text one token
   * @param asked of the token that stands for this one
   * @returns undefined where it stands for anything else
   */
  private resolveReference(text: string, asked?: IResolveContext): string | undefined {
    let postProcessor: IPostProcessor | undefined;
    const { original, options } = this;
    const context: IResolveContext = {
      scope: options.scope,
      preparing: options.preparing,
      suppressBraces: asked?.suppressBraces,
      ignoreEscapes: asked?.ignoreEscapes,
      warnEscapes: asked?.warnEscapes,
      iteratorContext: asked?.iteratorContext,
      registerPostProcessor: (given) => (postProcessor = given),
      resolve: (value: unknown) => original(value, { ...options, previousContext: context }),
    };
    let resolved: unknown;
    try {
      resolved = Tokenization.reverseString(text).firstToken?.resolve(context);
    } catch {
      return undefined; // the engine asks again, and says where it was
    }
    if (typeof resolved !== "string" || postProcessor !== undefined) return undefined;
    if (!mayHoldToken(resolved)) return resolved;
    return ONE_TOKEN.test(resolved) ? this.resolveReference(resolved, context) : undefined;
  }

  private resolveList(list: readonly unknown[]): unknown {
    if (list.some(isTokenOfList)) return this.delegate(list);
    const resolved: unknown[] = [];
    for (let index = 0; index < list.length; index++) {
      const item = this.within(String(index), list[index]);
      if (item !== undefined) resolved.push(item);
    }
    return resolved;
  }

  private resolveMap(map: Readonly<Record<string, unknown>>): unknown {
    const keys = Object.keys(map);
    if (keys.some(mayHoldToken)) return this.delegate(map);
    if (this.inOrder) sortNames(keys);
    const resolved: Record<string, unknown> = {};
    for (const key of keys) {
      const member = this.within(key, map[key]);
      if (member !== undefined) resolved[key] = member;
    }
    return resolved;
  }

  private within(step: string, value: unknown): unknown {
    if (typeof value === "string" && !mayHoldToken(value)) return value;
    this.path.push(step);
    const resolved = this.resolve(value);
    this.path.pop();
    return resolved;
  }

  private delegate(value: unknown): unknown {
    const prefix = [...(this.options.prefix ?? []), ...this.path];
    const resolved = this.original(value, { ...this.options, prefix });
    return this.inOrder ? canonicalOrder(resolved) : resolved;
  }
}

const ONE_TOKEN = /^\$\{TfToken\[[^\]]*\]\}$/;

/** Markers of tokens in texts, lists and maps, and numbers that stand for tokens (about -1e289) written into a text. */
function mayHoldToken(text: string): boolean {
  return text.length > 3 && (text.includes("TfToken[") || (text.includes("e+") && /\de\+\d/.test(text)));
}

/** Numbers that stand for tokens are negative. */
function isPlainNumber(value: number): boolean {
  return value >= 0;
}

/** One token can stand for a whole list of texts or numbers. */
function isTokenOfList(item: unknown): boolean {
  return typeof item === "number" ? !isPlainNumber(item) : typeof item === "string" && item.includes("#{TfToken[");
}

function isPlainMap(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("resolve" in value);
}
