import fc from "fast-check";
import { canonicalJson, canonicalOrder } from "../../../contracts/canonical-json";

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

describe("canonicalOrder", () => {
  test("puts members in the order of canonical JSON at every depth, whatever their names are", () => {
    // JavaScript has another meaning for the name `__proto__`.
    const any = fc.string().filter((name) => name !== "__proto__");
    const names = fc.oneof(fc.constantFrom("a", "b", "10", "9", "-", "", "B"), any);
    fc.assert(
      fc.property(fc.object({ key: names }), (value) => {
        const ordered = canonicalOrder(value);
        expect(ordered).toEqual(value);
        expect(JSON.stringify(ordered)).toBe(canonicalJson(value));
      }),
    );
  });

  test("changes nothing of what it is given, and gives back what is in order", () => {
    const inOrder = { a: [{ b: 1, c: undefined }], d: [] };
    expect(canonicalOrder(inOrder)).toBe(inOrder);
    const value = { a: inOrder, list: [inOrder, { z: 1, y: 2 }] };
    const text = JSON.stringify(value);
    const ordered = canonicalOrder(value);
    expect(JSON.stringify(value)).toBe(text);
    expect(JSON.stringify(ordered)).toBe(text.replace('{"z":1,"y":2}', '{"y":2,"z":1}'));
    expect(ordered.a).toBe(inOrder);
    expect(ordered.list[0]).toBe(inOrder);
  });
});
