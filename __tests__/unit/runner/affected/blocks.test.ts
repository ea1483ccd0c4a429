import fc from "fast-check";
import { blocksOf, differences } from "../../../../runner/affected";
import type { JsonObject } from "../../../../runner/synthesis";
import { JOINING, SHARED } from "../../../support/organization";
import { sideOf } from "../../../support/side";

const compare = (before: object, after: object) =>
  differences(blocksOf(before as JsonObject), blocksOf(after as JsonObject)).map(
    ({ address, change }) => `${change} ${address}`,
  );
const STACKS = sideOf({ shared: SHARED, dev: JOINING }).stacks;

/** The same value with the keys of every map in another order. */
function shuffled(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== "object" || value === null) return value;
  const members = value as Record<string, unknown>;
  return Object.fromEntries(order(Object.keys(members)).map((key) => [key, shuffled(members[key], order)]));
}

/** CDKTF's metadata where CDKTF puts it: in the root and in every block. */
function commented(root: JsonObject, comment: unknown): JsonObject {
  const section = (content: unknown, depth: number): unknown => {
    if (Array.isArray(content)) return content.map((item) => section(item, depth));
    if (depth === 0) return { ...(content as object), "//": comment };
    return Object.fromEntries(
      Object.entries(content as object).map(([name, body]) => [name, section(body, depth - 1)]),
    );
  };
  const depth: Record<string, number> = { resource: 2, data: 2, output: 1, provider: 1, terraform: 0 };
  const sections = Object.entries(root).map(([name, content]) => [
    name,
    name in depth ? section(content, depth[name]) : content,
  ]);
  return { ...(Object.fromEntries(sections) as object), "//": comment };
}

describe("what does not count", () => {
  test("formatting, comments, metadata and the order of keys, in every stack", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STACKS),
        fc.integer(),
        fc.oneof(fc.string(), fc.record({ metadata: fc.dictionary(fc.string(), fc.string()) })),
        fc.nat(4),
        ({ root }, seed, comment, indent) => {
          let state = seed;
          const order = (keys: string[]) =>
            keys
              .map((key) => [(state = (Math.imul(state, 1664525) + 1013904223) | 0), key] as const)
              .sort(([a], [b]) => a - b)
              .map(([, key]) => key);
          const text = JSON.stringify(commented(shuffled(root, order) as JsonObject, comment), undefined, indent);
          expect(compare(root, JSON.parse(text) as object)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the record of the last apply, which holds the version of the project", () => {
    const stack = (version: string) => ({
      resource: { terraform_data: { Applied: { input: { version } } } },
      output: { applied: { value: version } },
    });
    expect(compare(stack("1"), stack("2"))).toEqual([]);
  });

  test("the order of dependencies, which Terraform takes for a set", () => {
    const stack = (list: string[]) => ({
      resource: { aws_x: { a: { depends_on: list, lifecycle: { ignore_changes: list } } } },
    });
    expect(compare(stack(["a", "b"]), stack(["b", "a"]))).toEqual([]);
  });
});

describe("what counts", () => {
  test("every change of a value, wherever it is", () => {
    const leaves = STACKS.flatMap(({ root }) =>
      paths(root)
        .filter((path) => !isRecord(path))
        .map((path) => ({ root, path })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...leaves), ({ root, path }) => {
        const after = structuredClone(root);
        change(after as Record<string, unknown>, path);
        expect(compare(root, after)).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  test("the code of a function, through the hash in its asset's path", () => {
    const stack = (hash: string) => ({
      resource: { aws_lambda_function: { F: { filename: `assets/F/${hash}/x.zip` } } },
    });
    expect(compare(stack("1"), stack("2"))).toEqual(["changed aws_lambda_function.F"]);
  });

  test("blocks that are new or gone, by address", () => {
    const before = {
      resource: { aws_x: { a: {}, b: {} } },
      locals: { l: 1 },
      provider: { aws: [{}, { alias: "us" }] },
    };
    const after = {
      resource: { aws_x: { b: {}, c: {} } },
      data: { aws_y: { d: {} } },
      provider: { aws: [{ region: "x" }] },
    };
    expect(compare(before, after)).toEqual([
      "removed aws_x.a",
      "added aws_x.c",
      "added data.aws_y.d",
      "removed local.l",
      "changed provider.aws",
      "removed provider.aws.us",
    ]);
  });

  test("the order of lists, a key named // in a map of values, and blocks without a name", () => {
    const tags = (comment: string) => ({ resource: { aws_x: { a: { tags: { "//": comment } } } } });
    expect(compare(tags("a"), tags("b"))).toEqual(["changed aws_x.a"]);
    const subnets = (list: string[]) => ({ resource: { aws_x: { a: { list } } } });
    expect(compare(subnets(["a", "b"]), subnets(["b", "a"]))).toEqual(["changed aws_x.a"]);
    expect(compare({ moved: [{ from: "a", to: "b" }] }, { moved: [] })).toEqual(["removed moved[0]"]);
  });

  test("the backend and the versions", () => {
    const stack = (key: string) => ({ terraform: { backend: { s3: { key } }, required_version: ">= 1" } });
    expect(compare(stack("a"), stack("b"))).toEqual(["changed terraform.backend"]);
  });
});

/** The record of the last apply, which follows from the rest. */
function isRecord([section, type, name]: readonly string[]): boolean {
  return section === "output" ? type === "applied" : type === "terraform_data" && name === "Applied";
}

/** Paths to all scalars that are not part of a comment or of an unordered list. */
function paths(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...at]];
  return Object.entries(value).flatMap(([key, member]) => (key === "//" ? [] : paths(member, [...at, key])));
}

function change(root: Record<string, unknown>, path: readonly string[]): void {
  const [last, ...rest] = path.toReversed();
  let holder: Record<string, unknown> = root;
  for (const key of rest.toReversed()) holder = holder[key] as Record<string, unknown>;
  const value = holder[last];
  holder[last] =
    typeof value === "string" ? `${value}!` : typeof value === "number" ? value + 1 : value === null ? "" : !value;
}
