import { functionError } from "../../../runner/terraform/function-error";

const said = (answer: string) => `invoking Lambda Function (smus-control-plane): ${answer}`;

describe("an error about the invocation of a function", () => {
  test("is the function's own words, without its stack trace", () => {
    const message = '[VOCABULARY_IN_USE] form "Contract" cannot be renamed; fix: add another';
    const answer = JSON.stringify({
      errorType: "VOCABULARY_IN_USE",
      errorMessage: message,
      trace: [`X: ${message}`, "at y"],
    });
    expect(functionError(said(answer))).toBe(`function smus-control-plane: ${message}`);
  });

  test("has the type of an error that Lambda itself makes", () => {
    const answer = '{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after 300.00 seconds"}';
    expect(functionError(said(answer))).toBe(
      "function smus-control-plane: Sandbox.Timedout: Task timed out after 300.00 seconds",
    );
  });

  test.each(["creating S3 Bucket (x): BucketAlreadyExists", said('{"errorMessage":"cut o'), said('{"other":1}')])(
    "stays as it is where it is another one, or cannot be read: %s",
    (summary) => expect(functionError(summary)).toBe(summary),
  );
});
