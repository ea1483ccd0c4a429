import {
  DataResource,
  DefaultTokenResolver,
  dependable,
  Fn,
  Lazy,
  StringConcat,
  TerraformStack,
  Testing,
  Token,
} from "cdktf";
import { join, resolve as resolvePath } from "node:path";
import { loadAllStages } from "../../../../configuration";
import { canonicalJson } from "../../../../contracts/canonical-json";
import { fastResolve, resolveInOrder, type Resolve } from "../../../../stacks/engine/fast-resolve";
import { synthesizeStage } from "../../../support/stages";

// eslint-disable-next-line @typescript-eslint/no-require-imports -- a private module, whose export the patch replaces
const engine = require("cdktf/lib/tokens/private/resolve") as { resolve: Resolve };

/** The engine's own, whatever was patched before. */
const original = engine.resolve;
const fast = fastResolve(original);
const scope = new TerraformStack(Testing.app(), "stack");
const options = { scope, prefix: [], resolver: new DefaultTokenResolver(new StringConcat()), preparing: false };

const token = Token.asString({ resolve: () => "resolved" });
const list = Token.asList({ resolve: () => ["a", "b"] });
const numbers = Token.asNumberList({ resolve: () => [1, 2] });
const map = Token.asStringMap({ resolve: () => ({ k: "v" }) });

const resource = new DataResource(scope, "data");

class Holder {
  public resolve(): unknown {
    return { inner: token };
  }
}

const CASES: readonly (readonly [string, unknown])[] = [
  ["plain data", { a: 1, b: [true, null, "x", { c: [] }], d: {}, e: "" }],
  ["members and items that are undefined", { a: undefined, b: [undefined, 1, undefined], c: { d: undefined } }],
  ["a token in a text", { a: `x-${token}-y` }],
  ["a token in a key", { [token]: 1 }],
  ["a list token", { a: list, b: [list[0]] }],
  ["a number list token", { a: numbers }],
  ["a map token", { a: map, b: { ...map } }],
  ["numbers", { a: -1, b: [-2, 3.5, 0], c: 1e300, d: "-1e+300" }],
  ["a number token", { a: Token.asNumber({ resolve: () => 5 }), b: `n=${Token.asNumber({ resolve: () => 5 })}` }],
  ["an object that resolves itself", { a: new Holder(), b: Lazy.anyValue({ produce: () => ({ x: token }) }) }],
  ["a function of Terraform", { a: Fn.join("-", [token, "x"]), b: Fn.jsonencode({ y: token }) }],
  ["a token for another token", { a: dependable(resource), b: [dependable(resource), resource.fqn], c: resource.fqn }],
  ["a token that yields a text with a token in it", { a: Token.asString({ resolve: () => `x-${token}` }) }],
  [
    "a token that yields a list or a number",
    { a: Token.asString({ resolve: () => [token, 1] }), b: `${Lazy.numberValue({ produce: () => 7 })}` },
  ],
  ["a token that yields undefined", { a: Lazy.anyValue({ produce: () => undefined }), b: 1 }],
  ["text that only looks like a token", { a: "${local.x} 1e+5 -e+ TfToken", b: "1.5e+300" }],
  ["a date", { a: new Date(0) }],
];

describe("fastResolve", () => {
  it.each(CASES)("agrees with the engine on %s", (_, value) => {
    expect(fast(value, options)).toEqual(original(value, options));
  });

  it("refuses what the engine refuses", () => {
    const mixed = { a: [...list, "x"] };
    expect(() => fast(mixed, options)).toThrow(/Cannot add elements to list token/);
    expect(() => original(mixed, options)).toThrow(/Cannot add elements to list token/);
  });

  it("fails with the engine's words where a token fails", () => {
    const value = {
      a: Token.asString({
        resolve: () => {
          throw new Error("no value yet");
        },
      }),
    };
    expect(() => fast(value, options)).toThrow(/^Resolution error: .*no value yet/);
    expect(() => original(value, options)).toThrow(/^Resolution error: .*no value yet/);
  });

  it("says where a value is that cannot be resolved", () => {
    const value = { a: [{ b: () => 1 }] };
    expect(() => fast(value, options)).toThrow(/\/a\/0\/b/);
    expect(() => original(value, options)).toThrow(/\/a\/0\/b/);
  });

  it("leaves plain data to nobody: the engine is not asked", () => {
    const asked: unknown[] = [];
    const counting = fastResolve((value, given) => {
      asked.push(value);
      return original(value, given);
    });
    counting({ a: "x", b: [{ c: "${local.d}" }], e: true }, options);
    expect(asked).toEqual([]);
  });

  it("writes the same stacks as the engine alone", () => {
    const stages = loadAllStages(join(resolvePath(__dirname, "../../../.."), "environments"));
    const stage = stages[1];
    const patched = synthesizeStage(stage, stages).stacks;
    const applied = engine.resolve;
    engine.resolve = original;
    const unpatched = synthesizeStage(stage, stages).stacks;
    engine.resolve = applied;
    expect(applied).not.toBe(original);
    expect(JSON.stringify([...patched])).toBe(JSON.stringify([...unpatched]));
  });
});

describe("resolveInOrder", () => {
  const unordered = { b: { z: 1, y: [{ n: token, m: "" }] }, a: Lazy.anyValue({ produce: () => ({ d: 1, c: 2 }) }) };

  const cases: readonly (readonly [string, unknown])[] = [
    ...CASES,
    ["members in any order", unordered],
    ["whole numbers for names", { b: 1, 10: token, 9: 2 }],
  ];

  it.each(cases)("agrees with the engine on %s, in the order of canonical JSON", (_, value) => {
    const resolved = resolveInOrder(value, options);
    expect(resolved).toEqual(original(value, options));
    expect(JSON.stringify(resolved)).toBe(canonicalJson(resolved));
  });

  it("names the place of what it refuses", () => {
    const value = { b: 1, a: { d: 1, c: [Lazy.anyValue({ produce: () => scope })] } };
    expect(() => resolveInOrder(value, options)).toThrow("/a/c/0");
  });
});
