import { targetInput } from "../../../../packages/emulator/services/events/target-input";

const EVENT = {
  version: "0",
  id: "1",
  "detail-type": "Order",
  source: "com.example",
  account: "111122223333",
  time: "2026-01-02T03:04:05Z",
  region: "us-east-1",
  resources: ["arn:aws:s3:::b"],
  detail: { id: 'a"b', items: [{ n: 1 }], "odd key": true, nothing: null },
} as const;
const RULE = { name: "r", arn: "arn:aws:events:us-east-1:111122223333:rule/r" };
const input = (target: object): string => targetInput(EVENT, RULE, { Id: "0", Arn: "arn", ...target });

test("the event as it is, a part of it, or a constant", () => {
  expect(JSON.parse(input({}))).toEqual(EVENT);
  expect(input({ InputPath: "$.detail.items[0].n" })).toBe("1");
  expect(input({ InputPath: "$.detail['odd key']" })).toBe("true");
  expect(input({ InputPath: "$.detail.missing" })).toBe("{}");
  expect(input({ Input: '{"fixed":1}' })).toBe('{"fixed":1}');
});

test.each<[string, string, string]>([
  ["a text as JSON outside of quotation marks", '{"x": <id>}', '{"x": "a\\"b"}'],
  ["a part of a text inside of them", '{"x": "got <id>!"}', '{"x": "got a\\"b!"}'],
  ["a list", '{"x": <items>}', '{"x": [{"n":1}]}'],
  ["null", '{"x": <nothing>}', '{"x": null}'],
  ["what is not there", '{"x": <missing>, "y": "<missing>"}', '{"x": "", "y": ""}'],
  ["the rule", '{"x": <aws.events.rule-arn>, "y": "<aws.events.rule-name>"}', `{"x": "${RULE.arn}", "y": "r"}`],
  ["the time at which it came", '"at <aws.events.event.ingestion-time>"', '"at 2026-01-02T03:04:05Z"'],
  ["signs that are no variable", '"1 < 2 <other>"', '"1 < 2 <other>"'],
  ["an escaped quotation mark", '{"x": "\\"<id>\\""}', '{"x": "\\"a\\"b\\""}'],
])("a template takes %s", (_, InputTemplate, expected) => {
  const InputPathsMap = { id: "$.detail.id", items: "$.detail.items", nothing: "$.detail.nothing", missing: "$.x" };
  expect(input({ InputTransformer: { InputPathsMap, InputTemplate } })).toBe(expected);
});

test("the whole event in a template, and without its detail", () => {
  const InputTransformer = { InputTemplate: '{"all": <aws.events.event.json>, "head": <aws.events.event>}' };
  const { all, head } = JSON.parse(input({ InputTransformer })) as { all: object; head: object };
  expect(all).toEqual(EVENT);
  const { detail: _detail, ...rest } = EVENT;
  expect(head).toEqual(rest);
});
