import { InvalidExpression, parseExpression } from "../../../../packages/emulator/schedules";

/** Times after one at which an expression is due, as many as are asked for. */
function times(expression: string, after: string, count = 1, zone = "UTC", since = after): (string | undefined)[] {
  const schedule = parseExpression(expression, Date.parse(since), zone);
  const found: (string | undefined)[] = [];
  for (let at: number | undefined = Date.parse(after); found.length < count && at !== undefined; ) {
    at = schedule.next(at);
    found.push(at === undefined ? undefined : new Date(at).toISOString().replace(":00.000Z", "Z"));
  }
  return found;
}

test.each<[string, string, string[]]>([
  ["rate(1 minute)", "2026-01-01T00:00:00Z", ["2026-01-01T00:01Z", "2026-01-01T00:02Z"]],
  ["rate(2 hours)", "2026-01-01T00:30:00Z", ["2026-01-01T02:30Z", "2026-01-01T04:30Z"]],
  ["rate(7 days)", "2026-01-01T00:00:00Z", ["2026-01-08T00:00Z"]],
  ["cron(0 12 * * ? *)", "2026-01-01T12:00:00Z", ["2026-01-02T12:00Z"]],
  ["cron(0/15 8-9 ? * MON-FRI *)", "2026-01-02T09:40:00Z", ["2026-01-02T09:45Z", "2026-01-05T08:00Z"]],
  [
    "cron(0-30/15 8-8 ? * 2,3 *)",
    "2026-01-05T08:00:00Z",
    ["2026-01-05T08:15Z", "2026-01-05T08:30Z", "2026-01-06T08:00Z"],
  ],
  ["cron(5,35 0 1 * ? *)", "2026-01-01T00:05:00Z", ["2026-01-01T00:35Z", "2026-02-01T00:05Z"]],
  ["cron(0 0 L * ? *)", "2026-01-31T00:00:00Z", ["2026-02-28T00:00Z", "2026-03-31T00:00Z"]],
  ["cron(0 0 31 * ? *)", "2026-01-31T00:00:00Z", ["2026-03-31T00:00Z"]],
  ["cron(0 0 15W * ? *)", "2026-02-01T00:00:00Z", ["2026-02-16T00:00Z", "2026-03-16T00:00Z"]],
  ["cron(0 0 1W 8 ? *)", "2026-01-01T00:00:00Z", ["2026-08-03T00:00Z"]],
  ["cron(0 0 ? * 6L *)", "2026-01-01T00:00:00Z", ["2026-01-30T00:00Z"]],
  ["cron(0 0 ? * TUE#2 *)", "2026-01-01T00:00:00Z", ["2026-01-13T00:00Z", "2026-02-10T00:00Z"]],
  ["cron(0 0 29 FEB ? *)", "2026-01-01T00:00:00Z", ["2028-02-29T00:00Z", "2032-02-29T00:00Z"]],
  ["at(2026-03-04T05:06:00)", "2026-01-01T00:00:00Z", ["2026-03-04T05:06Z"]],
])("%s after %s", (expression, after, expected) => {
  expect(times(expression, after, expected.length)).toEqual(expected);
});

test.each<[string, string]>([
  ["at(2025-01-01T00:00:00)", "of a time that is over"],
  ["cron(0 0 1 1 ? 2025)", "of a year that is over"],
  ["cron(0 0 30 2 ? *)", "of a day that there is not"],
])("%s is never due: %s", (expression) => {
  expect(times(expression, "2026-01-01T00:00:00Z")).toEqual([undefined]);
});

test("a rate goes on from its beginning, wherever it is looked at from", () => {
  expect(times("rate(10 minutes)", "2026-01-01T01:03:00Z", 1, "UTC", "2026-01-01T00:01:00Z")).toEqual([
    "2026-01-01T01:11Z",
  ]);
});

test("a time zone's clock decides, also when it is put forward and back", () => {
  const daily = (after: string) => times("cron(30 2 * * ? *)", after, 2, "Europe/Berlin");
  expect(daily("2026-01-01T00:00:00Z")).toEqual(["2026-01-01T01:30Z", "2026-01-02T01:30Z"]);
  // On 29 March there is no 02:30.
  expect(daily("2026-03-28T12:00:00Z")).toEqual(["2026-03-30T00:30Z", "2026-03-31T00:30Z"]);
  // On 25 October 02:30 comes twice, and is due once.
  const [first, second] = daily("2026-10-24T12:00:00Z");
  expect(["2026-10-25T00:30Z", "2026-10-25T01:30Z"]).toContain(first);
  expect(second).toBe("2026-10-26T01:30Z");
  expect(times("at(2026-07-01T12:00:00)", "2026-01-01T00:00:00Z", 1, "Asia/Tokyo")).toEqual(["2026-07-01T03:00Z"]);
});

test.each([
  "rate(1 minutes)",
  "rate(5 minute)",
  "rate(0 minutes)",
  "rate(5 seconds)",
  "cron(0 12 * * *)",
  "cron(0 12 * * * *)",
  "cron(0 12 ? * ? *)",
  "cron(60 12 * * ? *)",
  "cron(0 12 1 JANUARY ? *)",
  "cron(0/0 12 * * ? *)",
  "cron(*/60 * * * ? *)",
  "cron(9-5 12 * * ? *)",
  "at(2026-01-01)",
  "at(2026-13-01T00:00:00)",
  "every day",
])("refuses %s", (expression) => {
  expect(() => parseExpression(expression, 0)).toThrow(InvalidExpression);
});

test("refuses a time zone that there is not", () => {
  expect(() => parseExpression("rate(1 day)", 0, "Mars/Olympus")).toThrow(InvalidExpression);
});
