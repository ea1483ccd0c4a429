import { differences, valueAt } from "../../../../runner/drift/differences";

describe("differences", () => {
  test("are the innermost ones, with paths", () => {
    const before = { a: { b: [{ c: 1 }, { c: 2 }] }, d: "x" };
    const after = { a: { b: [{ c: 1 }, { c: 3 }] }, d: "x", e: true };
    const found = differences(before, after);
    expect(found).toEqual([
      { path: "a.b[1].c", before: 2, after: 3 },
      { path: "e", before: null, after: true },
    ]);
    expect(valueAt(after, "a.b[1].c")).toBe(3);
  });

  test("are none between texts that hold the same JSON, nor between one value and a list of one", () => {
    expect(differences('{"a": ["x"], "b": 1}', '{"b":1,"a":"x"}')).toEqual([]);
  });

  test("are none between nothing and nothing", () => {
    expect(differences({ a: null, b: "", c: [], d: {} }, {})).toEqual([]);
  });

  test("are whole lists where members came or went", () => {
    expect(differences({ a: [1] }, { a: [1, 2] })).toEqual([{ path: "a", before: [1], after: [1, 2] }]);
  });

  test("find values inside of JSON texts, and nothing where there is none", () => {
    expect(valueAt({ policy: '{"Statement":[{"Sid":"A"}]}' }, "policy.Statement[0].Sid")).toBe("A");
    expect(valueAt({ policy: null }, "policy.Statement[0].Sid")).toBeNull();
  });
});
