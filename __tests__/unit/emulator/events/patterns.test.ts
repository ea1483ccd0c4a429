import { checkPattern, InvalidPattern, matches, parsePattern } from "../../../../packages/emulator/events/patterns";

const event = {
  source: "aws.datazone",
  "detail-type": "Subscription Request Created",
  detail: {
    status: "PENDING",
    count: 12,
    ratio: -0.5,
    note: null,
    empty: "",
    flag: true,
    address: "10.0.0.7",
    name: "Sales_Data.csv",
    tags: ["red", "blue"],
    listings: [
      { id: "a", version: 1 },
      { id: "b", version: 2 },
    ],
    nested: { deep: { id: "x" } },
  },
};
const fits = (detail: object): boolean => matches(parsePattern(JSON.stringify({ detail })), event);

test.each<[string, object]>([
  ["one of several values", { status: ["ACCEPTED", "PENDING"] }],
  ["a number", { count: [12] }],
  ["null, as what is there and null", { note: [null] }],
  ["an empty text", { empty: [""] }],
  ["a truth value", { flag: [true] }],
  ["one element of a list", { tags: ["blue"] }],
  ["a field of one object of a list", { listings: { id: ["b"], version: [2] } }],
  ["what is deeper", { nested: { deep: { id: ["x"] } } }],
  ["a beginning", { name: [{ prefix: "Sales" }] }],
  ["a beginning in any case", { name: [{ prefix: { "equals-ignore-case": "sALES" } }] }],
  ["an end", { name: [{ suffix: ".csv" }] }],
  ["an end in any case", { name: [{ suffix: { "equals-ignore-case": ".CSV" } }] }],
  ["a text in any case", { status: [{ "equals-ignore-case": "pending" }] }],
  ["a wildcard", { name: [{ wildcard: "S*_*.csv" }] }],
  ["one bound", { count: [{ numeric: [">", 11] }] }],
  ["two bounds", { count: [{ numeric: [">=", 12, "<", 13] }] }],
  ["a negative number", { ratio: [{ numeric: ["=", -0.5] }] }],
  ["a network", { address: [{ cidr: "10.0.0.0/24" }] }],
  ["presence", { status: [{ exists: true }] }],
  ["absence", { missing: [{ exists: false }] }],
  ["absence below what is absent", { missing: { deeper: [{ exists: false }] } }],
  ["a leaf, of which an object is none", { nested: [{ exists: false }] }],
  ["anything but a text", { status: [{ "anything-but": "ACCEPTED" }] }],
  ["anything but several numbers", { count: [{ "anything-but": [1, 2] }] }],
  ["anything but a beginning", { name: [{ "anything-but": { prefix: "HR" } }] }],
  ["anything but several ends", { name: [{ "anything-but": { suffix: [".txt", ".json"] } }] }],
  ["anything but a text in any case", { status: [{ "anything-but": { "equals-ignore-case": ["accepted"] } }] }],
  ["anything but a wildcard", { name: [{ "anything-but": { wildcard: "*.txt" } }] }],
  ["one of two alternatives", { $or: [{ status: ["ACCEPTED"] }, { count: [12] }] }],
  ["alternatives beside another field", { flag: [true], $or: [{ count: [1] }, { tags: ["red"] }] }],
])("an event fits %s", (_, detail) => {
  expect(fits(detail)).toBe(true);
});

test.each<[string, object]>([
  ["a number is not its text", { count: ["12"] }],
  ["a text in another case", { status: ["pending"] }],
  ["a field that is absent", { missing: ["x"] }],
  ["anything but, of a field that is absent", { missing: [{ "anything-but": "x" }] }],
  ["anything but what is there", { status: [{ "anything-but": ["PENDING"] }] }],
  ["absence of what is there, though null", { note: [{ exists: false }] }],
  ["presence of a branch", { nested: [{ exists: true }] }],
  ["fields of two objects of a list", { listings: { id: ["a"], version: [2] } }],
  ["a bound that is not kept", { count: [{ numeric: [">", 11, "<", 12] }] }],
  ["a number that is a text", { status: [{ numeric: [">", 0] }] }],
  ["a star that is meant as one", { name: [{ wildcard: "Sales\\*" }] }],
  ["a point of a wildcard, which is no any character", { name: [{ wildcard: "Sales_Data_csv" }] }],
  ["another network", { address: [{ cidr: "10.0.1.0/24" }] }],
  ["two fields of which one fits", { status: ["PENDING"], count: [1] }],
  ["no alternative", { $or: [{ status: ["x"] }, { count: [1] }] }],
])("an event does not fit: %s", (_, detail) => {
  expect(fits(detail)).toBe(false);
});

test.each<[string, unknown, RegExp]>([
  ["what is no JSON", "{", /not valid JSON/],
  ["a list", [], /not an object/],
  ["an empty object", {}, /Empty objects/],
  ["an empty list", { source: [] }, /Empty arrays/],
  ["a value without a list", { source: "aws.s3" }, /"source" must be an object or an array/],
  ["an operator that is none", { source: [{ sufix: "x" }] }, /Unrecognized match type sufix/],
  ["two operators in one", { source: [{ prefix: "a", suffix: "b" }] }, /Only one key/],
  ["a comparison without a sign", { detail: { n: [{ numeric: [1] }] } }, /numeric match pattern/],
  ["a network of too many bits", { detail: { a: [{ cidr: "10.0.0.0/33" }] } }, /cidr match pattern/],
  ["presence that is a text", { source: [{ exists: "true" }] }, /exists match pattern/],
  ["anything but a number's beginning", { source: [{ "anything-but": { numeric: ["<", 1] } }] }, /anything-but/],
  ["a list in a list", { source: [["a"]] }, /Match value must be/],
])("a pattern is refused: %s", (_, pattern, reason) => {
  const text = typeof pattern === "string" ? pattern : JSON.stringify(pattern);
  expect(() => checkPattern(text)).toThrow(InvalidPattern);
  expect(() => checkPattern(text)).toThrow(reason);
});
