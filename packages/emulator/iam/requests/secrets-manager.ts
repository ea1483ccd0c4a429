import type { ConditionContext } from "../model";
import { action, arnPrefix, type Asked, list, named, type ServiceNeeds, type Target, text } from "./need";
import { removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "secretsmanager";

/**
 * Secret of a request: by ARN, or by its name, to which the service adds six characters that the caller does not know. Policies of secrets,
 * their tags and their keys are not looked at.
 */
function secret(asked: Asked, context: ConditionContext = {}): Target[] {
  const id = text(asked.input, "SecretId");
  const resource = id.startsWith("arn:") ? id : `${arnPrefix(asked.call, PREFIX)}secret:${id}-??????`;
  return [{ resource, context: { "secretsmanager:secretid": id, ...context } }];
}

const onSecret = (asked: Asked): Target[] => secret(asked);

function newSecret(asked: Asked): Target[] {
  const name = text(asked.input, "Name");
  const context = { "secretsmanager:name": name, ...requestTags(tagsOf(asked.input.Tags)) };
  return [{ resource: `${arnPrefix(asked.call, PREFIX)}secret:${name}-??????`, context }];
}

/**
 * Secrets Manager.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access.html
 */
export const secretsManager: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    CreateSecret: action("secretsmanager:CreateSecret", newSecret),
    ...named(
      PREFIX,
      onSecret,
      "DeleteSecret",
      "DescribeSecret",
      "GetResourcePolicy",
      "GetSecretValue",
      "PutSecretValue",
    ),
    TagResource: action("secretsmanager:TagResource", (asked) => secret(asked, requestTags(tagsOf(asked.input.Tags)))),
    UntagResource: action("secretsmanager:UntagResource", (asked) =>
      secret(asked, removedTags(list(asked.input, "TagKeys"))),
    ),
  },
};
