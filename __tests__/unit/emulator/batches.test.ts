import { failedMessages } from "../../../packages/emulator/services/lambda/event-sources/batch";

const IDS = ["a", "b"];
const failed = (answer: unknown, reports = true) =>
  failedMessages({ payload: typeof answer === "string" ? answer : JSON.stringify(answer) }, reports, IDS);

test.each<[string, unknown]>([
  ["nothing", null],
  ["an empty answer", {}],
  ["no list", { batchItemFailures: null }],
  ["an empty list", { batchItemFailures: [] }],
])("a batch has succeeded with %s", (_, answer) => {
  expect(failed(answer)).toEqual([]);
});

test.each<[string, unknown]>([
  ["an empty identifier", { batchItemFailures: [{ itemIdentifier: "" }] }],
  ["an identifier that is null", { batchItemFailures: [{ itemIdentifier: "a" }, { itemIdentifier: null }] }],
  ["a misspelt identifier", { batchItemFailures: [{ itemIdentfier: "a" }] }],
  ["an entry that is no object", { batchItemFailures: ["a"] }],
  ["an identifier of no message", { batchItemFailures: [{ itemIdentifier: "c" }] }],
  ["a list that is none", { batchItemFailures: "a" }],
  ["what is no JSON", "{"],
  ["a text", '"done"'],
])("a batch has failed as a whole with %s", (_, answer) => {
  expect(failed(answer)).toEqual(IDS);
});

test("only named messages have failed, and only where the mapping asks for names", () => {
  const answer = { batchItemFailures: [{ itemIdentifier: "b" }] };
  expect(failed(answer)).toEqual(["b"]);
  expect(failed(answer, false)).toEqual([]);
  expect(failedMessages({ payload: "{}", functionError: "Unhandled" }, false, IDS)).toEqual(IDS);
});
