import { keyUse } from "./key-use";
import {
  action,
  all,
  arnPrefix,
  type Asked,
  list,
  named,
  type NeedsOf,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "ecr";

const onRepository = ({ call, input }: Asked): Target[] => {
  const [name = ""] = [text(input, "repositoryName"), ...list(input, "repositoryNames").map(String)].filter(Boolean);
  return [{ resource: text(input, "resourceArn") || `${arnPrefix(call, PREFIX)}repository/${name}` }];
};

const onTagged = (asked: Asked): Target[] =>
  onRepository(asked).map((target) => ({ ...target, context: requestTags(tagsOf(asked.input.tags)) }));

/**
 * ECR makes a grant on the key of a repository, in the caller's name.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 */
const key: NeedsOf = async (asked) => {
  const { encryptionType, kmsKey } = (asked.input.encryptionConfiguration ?? {}) as Readonly<Record<string, string>>;
  if (encryptionType !== "KMS" || kmsKey === undefined) return [];
  const { account, region } = asked.call;
  return keyUse(asked, kmsKey, {
    service: PREFIX,
    actions: ["kms:CreateGrant", "kms:DescribeKey"],
    place: { account, region },
    grantsForResource: true,
  });
};

const tagsOnCreation: NeedsOf = (asked) =>
  list(asked.input, "tags").length > 0 ? action("ecr:TagResource", onTagged)(asked) : [];

/**
 * Amazon ECR: repositories, as far as stacks make them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export const ecr: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    CreateRepository: all(action("ecr:CreateRepository", onTagged), tagsOnCreation, key),
    ...named(
      PREFIX,
      onRepository,
      "DeleteRepository",
      "DeleteRepositoryPolicy",
      "DescribeRepositories",
      "GetRepositoryPolicy",
      "ListTagsForResource",
      "PutImageScanningConfiguration",
      "PutImageTagMutability",
      "SetRepositoryPolicy",
    ),
    ...named(PREFIX, onTagged, "TagResource"),
    ...named(
      PREFIX,
      (asked) =>
        onRepository(asked).map((target) => ({ ...target, context: removedTags(list(asked.input, "tagKeys")) })),
      "UntagResource",
    ),
  },
};
