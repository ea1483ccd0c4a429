import { canonicalJson } from "../../../contracts/canonical-json";

describe("canonicalJson", () => {
  test("is the same text for members in any order", () => {
    const text = '{"a":[{"c":1,"d":2},3],"b":null}';
    expect(canonicalJson({ b: null, a: [{ d: 2, c: 1 }, 3] })).toBe(text);
    expect(canonicalJson({ a: [{ c: 1, d: 2 }, 3], b: null })).toBe(text);
  });

  test("is another text for items in another order", () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  test("leaves out members that are undefined, and keeps the place of items that are", () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1] })).toBe('{"b":[null,1]}');
    expect(canonicalJson(undefined)).toBe("null");
  });

  test("indents", () => {
    expect(canonicalJson({ b: 1, a: {} }, 2)).toBe('{\n  "a": {},\n  "b": 1\n}');
  });
});
