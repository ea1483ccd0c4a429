import { csvText, ndjsonText, tableText } from "../../../audit/rendering";

const REPORT = { columns: { a: {}, b: {}, empty: {} } };
const ROWS = [
  { a: "=1", b: 2, empty: undefined },
  { a: "\u001b[31mred\u202e", b: undefined, empty: undefined },
];

test("CSV has a header, and a line for each row", () => {
  expect([...csvText(REPORT, ROWS)].join("")).toBe('"a","b","empty"\r\n"\'=1",2,\r\n"\u001b[31mred\u202e",,\r\n');
});

test("NDJSON has every column in every line", () => {
  expect([...ndjsonText(REPORT, ROWS)].map((line) => JSON.parse(line) as unknown)).toEqual([
    { a: "=1", b: 2, empty: null },
    { a: "\u001b[31mred\u202e", b: null, empty: null },
  ]);
});

test("a table leaves out what is empty, and shows characters that would steer a terminal as their codes", () => {
  expect(tableText(REPORT, ROWS).split("\n")).toEqual([
    "a                    b",
    "=1                   2",
    "\\u001b[31mred\\u202e",
  ]);
  expect(tableText(REPORT, [{ a: "x".repeat(60) }])).toContain(`${"x".repeat(45)}...`);
  expect(tableText(REPORT, [])).toBe("no rows");
});
