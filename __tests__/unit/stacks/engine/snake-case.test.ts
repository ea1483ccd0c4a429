import { Lazy } from "cdktf";
import fc from "fast-check";
import { rememberedSnakeCase, type KeysToSnakeCase } from "../../../../stacks/engine/snake-case";

/** The engine's own: nothing here has patched it. */
const { keysToSnakeCase: engine } = jest.requireActual<{ keysToSnakeCase: KeysToSnakeCase }>("cdktf/lib/util");
const lazy = Lazy.anyValue({ produce: () => ({ notConverted: 1 }) });

const CASES: readonly (readonly [string, object])[] = [
  ["names in camel case", { dependsOn: ["x"], forEach: undefined, replaceTriggeredBy: [], s3UsePathStyle: true }],
  ["names with signs", { "-a--b": 1, "a b": 2, "a.bC": 3, already_snake: 4, HTTPServer: 5 }],
  ["names that nobody can write", { "": 1, "--": 2 }],
  ["members of members, and of lists in lists", { preCondition: [{ errorMessage: 1 }, "x", [{ innerMost: 2 }]] }],
  ["names that somebody has chosen", { tags: { CostCenter: 1 }, a: { environment: { MY_VAR: { aB: 1 } } } }],
  ["values that resolve themselves", { aB: lazy, list: [lazy, { cD: lazy }] }],
  ["two names that become one", { aB: 1, a_b: 2 }],
];

describe("rememberedSnakeCase", () => {
  it.each(CASES)("agrees with the engine on %s, the second time, too", (_, value) => {
    const remembered = rememberedSnakeCase(engine);
    expect(remembered(value)).toEqual(engine(value));
    expect(remembered(value)).toEqual(engine(value));
  });

  it("agrees with the engine on any names", () => {
    const remembered = rememberedSnakeCase(engine);
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.nat())), (value) => {
        expect(remembered(value)).toEqual(engine(value));
      }),
    );
  });

  it("has each name made once", () => {
    const original = jest.fn(engine);
    const remembered = rememberedSnakeCase(original);
    for (let time = 0; time < 3; time++) remembered({ dependsOn: { forEach: 1 } });
    expect(original.mock.calls.map(([value]) => Object.keys(value))).toEqual([["dependsOn"], ["forEach"]]);
  });
});
