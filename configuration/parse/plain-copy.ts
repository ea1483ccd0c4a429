import { describeThrown, Unreadable } from "../problems";
import { isPlainObject } from "./plain-object";

/** Copy of what a configuration file offers. */
export interface PlainCopy {
  readonly value: unknown;
  /** True where it holds something that is no plain data, which the schema takes for an empty object. */
  readonly isForeign: boolean;
}

/** More than any file has; beyond it reading would not end or break off for want of memory. */
const DEEPEST = 64;
const LONGEST_LIST = 100_000;

/**
 * Copies what a file offers, once, before anything else reads it: every getter and proxy is asked here and nowhere else, and
 * one that throws becomes an {@link Unreadable} in its place.
 *
 * Members that are undefined are left out: `Workflows: condition ? {} : undefined` means that there are none. Entries of lists
 * stay, because their positions count.
 */
export function plainCopy(input: unknown): PlainCopy {
  const copier = new Copier();
  const value = copier.copy(input, 0);
  return { value, isForeign: copier.isForeign };
}

class Copier {
  isForeign = false;
  /** Copies by original: what is used in several places is read once. */
  private readonly made = new Map<object, unknown>();
  private readonly underWay = new Set<object>();

  copy(input: unknown, depth: number): unknown {
    if (typeof input !== "object" || input === null) return input;
    if (this.made.has(input)) return this.made.get(input);
    if (this.underWay.has(input)) return this.unreadable("an object that contains itself");
    if (depth > DEEPEST) return this.unreadable(`an object nested more than ${DEEPEST} levels deep`);
    this.underWay.add(input);
    const copy = this.attempt(() => this.copyObject(input, depth));
    this.underWay.delete(input);
    this.made.set(input, copy);
    return copy;
  }

  private copyObject(input: object, depth: number): unknown {
    if (Array.isArray(input)) return this.copyList(input, depth);
    if (!isPlainObject(input)) {
      this.isForeign = true;
      return input;
    }
    if (hidesMembers(input)) return this.unreadable(`an instance of ${nameOfClass(input)}`);
    const entries = Object.keys(input).map((key): [string, unknown] => [key, this.member(input, key, depth)]);
    // Not by assignment, to which `__proto__` is no key.
    const copy: object = Object.fromEntries(entries.filter(([, member]) => member !== undefined));
    const symbols = Object.getOwnPropertySymbols(input).map((symbol) => [symbol, true]);
    return Object.assign(copy, Object.fromEntries(symbols));
  }

  private copyList(input: readonly unknown[], depth: number): unknown {
    if (input.length > LONGEST_LIST) return this.unreadable(`a list of ${input.length} entries`);
    // Not `input.map`, which leaves the holes of a sparse list out.
    return Array.from({ length: input.length }, (_, index) => this.member(input, index, depth));
  }

  private member(owner: object, key: string | number, depth: number): unknown {
    return this.attempt(() => this.copy((owner as Record<string | number, unknown>)[key], depth + 1));
  }

  private attempt(read: () => unknown): unknown {
    try {
      return read();
    } catch (thrown) {
      return this.unreadable(`a value that throws when it is read (${describeThrown(thrown)})`);
    }
  }

  private unreadable(description: string): Unreadable {
    this.isForeign = true;
    return new Unreadable(description);
  }
}

/** Tells instances of classes whose content is not, or not all, in members of their own: read as data it would be lost. */
function hidesMembers(input: object): boolean {
  let prototype = Object.getPrototypeOf(input) as object | null;
  // Not a comparison with Object.prototype, of which every V8 context has its own: that is the one without a prototype.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return false;
  if (Object.keys(input).length === 0) return true;
  for (; prototype !== null && Object.getPrototypeOf(prototype) !== null; )
    if (Object.values(Object.getOwnPropertyDescriptors(prototype)).some((member) => "get" in member)) return true;
    else prototype = Object.getPrototypeOf(prototype) as object | null;
  return false;
}

function nameOfClass(input: object): string {
  const { name } = ((input as { constructor?: unknown }).constructor ?? {}) as { name?: unknown };
  return typeof name === "string" && name !== "" ? name : "a class";
}
