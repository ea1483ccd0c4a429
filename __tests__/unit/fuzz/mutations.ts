import { isPlainObject } from "../../../configuration/parse";

/** Random numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A changed file, and what was changed. */
export interface Mutation {
  readonly content: unknown;
  readonly what: string;
}

/** Values that no author means, and values that look as if one did. */
const VALUES: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => "",
  () => " ",
  () => "x".repeat(300),
  () => "${HOME}",
  () => "%{ if true }",
  () => "${TfToken[TOKEN.0]}",
  () => "#{TfToken[TOKEN.1]}",
  () => "-1.8881545897087505e+289",
  () => "\u0000\u2028\"'`|<b>",
  () => "ä€𝔘",
  () => "constructor",
  () => "backend",
  () => "root",
  () => "us-west-1",
  () => "cn-north-1",
  () => "eu-south-2",
  () => "US-EAST-1",
  () => "012345678901",
  () => "arn:aws:iam::999999999999:role/elsewhere",
  () => "arn:aws:kms:ap-south-1:999999999999:key/11111111-1111-1111-1111-111111111111",
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e300,
  () => -1.8881545897087505e289,
  () => Number.NaN,
  () => 12_345_678_901n,
  () => true,
  () => false,
  () => [],
  () => [[]],
  () => ({}),
  () => ({ key: {} }),
  () => new Map([["a", 1]]),
  () => new Set(["a"]),
  () => Promise.resolve({}),
  () => new Date(0),
  () => /x/,
  () => new Error("x"),
  () => Symbol("x"),
  () => () => ({}),
  () => Object.create(null) as unknown,
  () =>
    new Proxy(
      {},
      {
        ownKeys() {
          throw new Error("no");
        },
      },
    ),
  () => new (class Settings {})(),
  () => Array<unknown>(3),
];

/** Keys under which things are lost, collide or are found where they are not. */
const KEYS: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "backend",
  "applied",
  "root",
  "organization",
  "hub",
  "A",
  "a b",
  "a.b",
  "${x}",
  "x".repeat(48),
  "x".repeat(49),
  "us-east-1",
  "US-EAST-1",
];

type Place = readonly (string | number)[];

/** Changes a file in one to three places; the file itself stays as it is. */
export function mutate(original: unknown, random: () => number): Mutation {
  const changes = 1 + Math.floor(random() * 3);
  let content = original;
  const what: string[] = [];
  for (let change = 0; change < changes; change++) {
    const places = placesOf(content);
    const at = pick(places, random);
    const [name, changed] = changeAt(content, at, random, places);
    content = changed;
    what.push(`${name} ${at.join(".")}`);
  }
  return { content, what: what.join(", ") };
}

function changeAt(content: unknown, at: Place, random: () => number, places: readonly Place[]): [string, unknown] {
  const kind = Math.floor(random() * 7);
  const parent = at.slice(0, -1);
  const key = at[at.length - 1];
  switch (kind) {
    case 0:
      return ["remove", update(content, parent, (owner) => without(owner, key))];
    case 1: {
      const renamed = pick(KEYS, random);
      return [`rename to ${renamed}`, update(content, parent, (owner) => rename(owner, key, renamed))];
    }
    case 2: {
      const copy = pick(KEYS, random);
      return [`copy to ${copy}`, update(content, parent, (owner) => add(owner, copy, valueAt(content, at)))];
    }
    case 3: {
      const other = pick(places, random);
      return [`take ${other.join(".")} for`, update(content, at, () => valueAt(content, other))];
    }
    case 4:
      return ["misspell", update(content, parent, (owner) => rename(owner, key, misspelt(String(key), random)))];
    case 5:
      return [
        "misspell the value",
        update(content, at, (value) => (typeof value === "string" ? misspelt(value, random) : value)),
      ];
    default:
      return ["replace", update(content, at, () => pick(VALUES, random)())];
  }
}

function placesOf(value: unknown, at: Place = []): Place[] {
  const children = Array.isArray(value) || isPlainObject(value) ? entriesOf(value) : [];
  const below = children.flatMap(([key, child]) => placesOf(child, [...at, key]));
  return at.length === 0 ? below : [at, ...below];
}

/** Members that a mutation has made unreadable have none. */
function entriesOf(value: object): [string | number, unknown][] {
  try {
    return Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  } catch {
    return [];
  }
}

function valueAt(content: unknown, at: Place): unknown {
  return at.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], content);
}

function update(content: unknown, [key, ...rest]: Place, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(content);
  const child = (content as Record<string | number, unknown>)[key];
  if (Array.isArray(content))
    return content.map((entry: unknown, index) => (index === key ? update(entry, rest, change) : entry));
  const entries = entriesOf(content as object).map(([name, member]) => [
    name,
    name === key ? update(child, rest, change) : member,
  ]);
  return Object.fromEntries(entries) as unknown;
}

function without(owner: unknown, key: string | number): unknown {
  if (Array.isArray(owner)) return (owner as unknown[]).filter((_, index) => index !== key);
  return Object.fromEntries(entriesOf(owner as object).filter(([name]) => name !== key));
}

function rename(owner: unknown, key: string | number, renamed: string): unknown {
  if (Array.isArray(owner)) return [...(owner as unknown[])].reverse();
  return Object.fromEntries(entriesOf(owner as object).map(([name, value]) => [name === key ? renamed : name, value]));
}

function add(owner: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(owner)) return [...(owner as unknown[]), value];
  return Object.fromEntries([...entriesOf(owner as object), [key, value]]);
}

function misspelt(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  return random() < 0.5 ? `${text.slice(0, at)}${text.slice(at + 1)}` : `${text.slice(0, at)}x${text.slice(at)}`;
}

function pick<T>(values: readonly T[], random: () => number): T {
  return values[Math.floor(random() * values.length)];
}
