import { AWS_OWNED, keyChoice, keyText } from "../../../contracts/encryption-key";

const ARN = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555";

it("reads a stage file's text as a choice", () => {
  expect([undefined, AWS_OWNED, ARN].map(keyChoice)).toEqual([
    { type: "created" },
    { type: "awsOwned" },
    { type: "given", arn: ARN },
  ]);
});

it("writes a key as the text that a stage file has for it", () => {
  expect(keyText({ type: "created", arn: "${aws_kms_key.Key.arn}" })).toBe("${aws_kms_key.Key.arn}");
  for (const text of [AWS_OWNED, ARN]) {
    const choice = keyChoice(text);
    expect(choice.type === "created" ? undefined : keyText(choice)).toBe(text);
  }
});
