import type { ConditionContext } from "../model";
import { encryptionContext, keyContext, placeOfKey } from "./key-use";
import {
  accountOfArn,
  all,
  anywhere,
  arnPrefix,
  type Asked,
  list,
  named,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { keys, removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "kms";

/** The key that a member of the input names: by id, ARN, alias or alias ARN. */
async function keyTarget(asked: Asked, member = "KeyId", context: ConditionContext = {}): Promise<Target[]> {
  const { call, facts, input } = asked;
  const named = text(input, member);
  const place = placeOfKey(named, call);
  const key = await facts.key(named, place);
  // A key that does not exist is authorized by the name that the caller gave it, and then not found.
  const unknown = named.startsWith("arn:") ? named : `${arnPrefix(call, PREFIX)}key/${named}`;
  const alias = keys({ "kms:requestalias": /alias\/.+$/.exec(named)?.[0] });
  const of = key === undefined ? { "kms:calleraccount": call.account } : keyContext(key, call.account);
  const used = usage(input);
  return [
    {
      resource: key?.arn ?? unknown,
      accountId: accountOfArn(key?.arn ?? unknown),
      context: { ...of, ...alias, ...used, ...context },
    },
  ];
}

/** Condition keys that a cryptographic operation brings. */
function usage(input: Asked["input"]): ConditionContext {
  const context = input.EncryptionContext;
  if (typeof context !== "object" || context === null) return {};
  return encryptionContext(context as Record<string, string>);
}

const onKey = (asked: Asked) => keyTarget(asked);

/** Both the alias and the key have to allow it. */
const onAlias = (asked: Asked): Target[] => [
  { resource: `${arnPrefix(asked.call, PREFIX)}${text(asked.input, "AliasName")}` },
];

/** The key behind an alias that is about to be deleted or moved. */
const onAliasedKey = (asked: Asked) => keyTarget(asked, "AliasName");

const tagContext = ({ input }: Asked): ConditionContext => requestTags(tagsOf(input.Tags));

/** A key that does not exist yet has no ARN. */
const onNewKey = (asked: Asked): Target[] => [
  {
    resource: "*",
    context: {
      ...tagContext(asked),
      "kms:calleraccount": asked.call.account,
      "kms:bypasspolicylockoutsafetycheck": String(asked.input.BypassPolicyLockoutSafetyCheck === true),
      "kms:keyspec": text(asked.input, "KeySpec") || "SYMMETRIC_DEFAULT",
      "kms:keyusage": text(asked.input, "KeyUsage") || "ENCRYPT_DECRYPT",
      "kms:keyorigin": text(asked.input, "Origin") || "AWS_KMS",
      "kms:multiregion": String(asked.input.MultiRegion === true),
    },
  },
];

/** Tags of a new key: some key of the account, whose id nobody knows yet. */
const tagsNewKey = (asked: Asked) =>
  list(asked.input, "Tags").length === 0
    ? []
    : onNewKey(asked).map(({ context }) => ({
        action: "kms:TagResource",
        resource: `${arnPrefix(asked.call, PREFIX)}key/*`,
        context,
      }));

const onGrant = (asked: Asked): Promise<Target[]> => {
  const { GranteePrincipal, RetiringPrincipal, Operations, Constraints } = asked.input;
  const [constraint] = Object.keys((Constraints as object | undefined) ?? {});
  const context = keys({
    "kms:granteeprincipal": GranteePrincipal as string | undefined,
    "kms:grantoperations": (Operations as string[] | undefined) ?? [],
    // Only an AWS service that is integrated with KMS makes grants for its resources.
    "kms:grantisforawsresource": "false",
    "kms:retiringprincipal": RetiringPrincipal as string | undefined,
    "kms:grantconstrainttype": constraint as string | undefined,
  });
  return keyTarget(asked, "KeyId", context);
};

/**
 * AWS Key Management Service. A key's policy decides as well, in the key's own account too.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export const kms: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, anywhere, "ListAliases", "ListKeys"),
    ...named(
      PREFIX,
      onKey,
      "CancelKeyDeletion",
      "Decrypt",
      "DescribeKey",
      "DisableKey",
      "DisableKeyRotation",
      "EnableKey",
      "EnableKeyRotation",
      "Encrypt",
      "GenerateDataKey",
      "GenerateDataKeyWithoutPlaintext",
      "GetKeyPolicy",
      "GetKeyRotationStatus",
      "ListGrants",
      "ListKeyPolicies",
      "ListResourceTags",
      "ListRetirableGrants",
      "RevokeGrant",
      "ScheduleKeyDeletion",
      "UpdateKeyDescription",
    ),
    ...named(PREFIX, (asked) => keyTarget(asked, "KeyId", policyLockout(asked)), "PutKeyPolicy"),
    ...named(PREFIX, onGrant, "CreateGrant"),
    ...named(PREFIX, (asked) => keyTarget(asked, "KeyId", tagContext(asked)), "TagResource"),
    ...named(PREFIX, (asked) => keyTarget(asked, "KeyId", removedTags(list(asked.input, "TagKeys"))), "UntagResource"),
    CreateKey: all(named(PREFIX, onNewKey, "CreateKey").CreateKey, tagsNewKey),
    CreateAlias: aliasRule("CreateAlias", (asked) => keyTarget(asked, "TargetKeyId")),
    DeleteAlias: aliasRule("DeleteAlias", onAliasedKey),
    UpdateAlias: aliasRule("UpdateAlias", onAliasedKey, (asked) => keyTarget(asked, "TargetKeyId")),
  },
};

const policyLockout = ({ input }: Asked): ConditionContext => ({
  "kms:bypasspolicylockoutsafetycheck": String(input.BypassPolicyLockoutSafetyCheck === true),
});

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html */
function aliasRule(operation: string, ...keys: readonly ((asked: Asked) => Promise<Target[]>)[]) {
  const rules = [onAlias, ...keys].map((targets) => named(PREFIX, targets, operation)[operation]);
  return all(...rules);
}
