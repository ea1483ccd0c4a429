import { policyDocument, type Statement } from "../iam-policy";

/** The account that a key lives in. */
export interface KeyAccount {
  readonly partition: string;
  readonly accountId: string;
}

/**
 * Hands the decision over to the account's IAM policies, and keeps the key manageable.
 *
 * In a key policy `*` stands for this key only, and without this statement a mistake in the rest of the policy would
 * lock everybody out for good.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountAdministration(account: KeyAccount): Statement {
  return {
    sid: "AccountAdministration",
    principals: { AWS: [`arn:${account.partition}:iam::${account.accountId}:root`] },
    actions: ["kms:*"],
    resources: ["*"],
  };
}

/** Policy of the key that encrypts states: nobody outside the account, and inside whom its IAM policies allow. */
export function stateKeyPolicy(account: KeyAccount): string {
  return policyDocument([accountAdministration(account)]);
}
