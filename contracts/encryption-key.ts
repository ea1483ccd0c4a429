/**
 * The word for "no key of ours" wherever a key is written as one text: in stage files, and in outputs that cross states.
 * An empty text never stands for it.
 */
export const AWS_OWNED = "aws-owned";

/** A key that exists and is left alone. */
export interface GivenKey {
  readonly type: "given";
  readonly arn: string;
}

/** No key of ours: the service encrypts with one of its own. */
export interface AwsOwnedKey {
  readonly type: "awsOwned";
}

/** Key that a stage asks for. */
export type KeyChoice = { readonly type: "created" } | GivenKey | AwsOwnedKey;

/** Key that a resource is encrypted with. The ARN may be an expression. */
export type KeyInUse = { readonly type: "created"; readonly arn: string } | GivenKey | AwsOwnedKey;

/** The choice that a stage file's `kmsKeyArn` stands for; without one, a key is created. */
export function keyChoice(text: string | undefined): KeyChoice {
  if (text === undefined) return { type: "created" };
  return text === AWS_OWNED ? { type: "awsOwned" } : { type: "given", arn: text };
}

/** The text that stands for a key in a stage file and in an output: its ARN, or {@link AWS_OWNED}. */
export function keyText(key: KeyInUse): string {
  return key.type === "awsOwned" ? AWS_OWNED : key.arn;
}
