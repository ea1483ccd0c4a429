import type { ConditionContext } from "../model";
import { keyUse } from "./key-use";
import {
  all,
  action,
  anywhere,
  arnPrefix,
  type Asked,
  list,
  named,
  type NeedsOf,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { removedTags, requestTags, resourceTags, tagsOf } from "./tags";

const PREFIX = "ssm";

const parameterArn = ({ call }: Asked, name: string): string =>
  name.startsWith("arn:") ? name : `${arnPrefix(call, PREFIX)}parameter/${name.replace(/^\//, "")}`;

/** Name without the version or label that a request may add to it. */
const plainName = (name: string): string => (name.startsWith("arn:") ? name : name.split(":")[0]);

async function parameterTargets(
  asked: Asked,
  names: readonly string[],
  context: ConditionContext = {},
): Promise<Target[]> {
  return Promise.all(
    names.map(plainName).map(async (name) => {
      const parameter = await asked.facts.parameter(name, asked.call);
      return { resource: parameterArn(asked, name), context: { ...resourceTags(parameter?.tags ?? {}), ...context } };
    }),
  );
}

const named_ = (asked: Asked): string[] =>
  [text(asked.input, "Name"), ...list(asked.input, "Names").map(String)].filter(Boolean);
const onNames = (asked: Asked) => parameterTargets(asked, named_(asked));

/** A path is authorized as a parameter of that name. */
const onPath = (asked: Asked) =>
  parameterTargets(asked, [text(asked.input, "Path")], { "ssm:recursive": String(asked.input.Recursive === true) });

const onResource = (context: (asked: Asked) => ConditionContext) => (asked: Asked) =>
  parameterTargets(asked, [text(asked.input, "ResourceId")], context(asked));

/**
 * A secret parameter is encrypted and decrypted in the caller's name, with its ARN as the encryption context.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
const secrets =
  (keyAction: string): NeedsOf =>
  async (asked) => {
    const needs = await Promise.all(
      named_(asked).map(async (name) => {
        const stored = await asked.facts.parameter(plainName(name), asked.call);
        const written = text(asked.input, "Type") === "SecureString" ? text(asked.input, "KeyId") : undefined;
        const key = keyAction === "kms:Encrypt" ? (written ?? stored?.key) : stored?.key;
        const reads = keyAction === "kms:Encrypt" || asked.input.WithDecryption === true;
        if (key === undefined || key === "" || !reads) return [];
        const encryptionContext = { PARAMETER_ARN: parameterArn(asked, plainName(name)) };
        return keyUse(asked, key, { service: PREFIX, actions: [keyAction], place: asked.call, encryptionContext });
      }),
    );
    return needs.flat();
  };

const writing = (asked: Asked): Promise<Target[]> =>
  parameterTargets(asked, named_(asked), {
    "ssm:overwrite": String(asked.input.Overwrite === true),
    ...requestTags(tagsOf(asked.input.Tags)),
  });

const tagsOnCreation: NeedsOf = (asked) =>
  list(asked.input, "Tags").length > 0 ? action("ssm:AddTagsToResource", writing)(asked) : [];

/**
 * Parameter Store of AWS Systems Manager.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export const ssm: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, anywhere, "DescribeParameters"),
    ...named(PREFIX, onNames, "DeleteParameter", "DeleteParameters", "GetParameterHistory"),
    GetParameter: all(action("ssm:GetParameter", onNames), secrets("kms:Decrypt")),
    GetParameters: all(action("ssm:GetParameters", onNames), secrets("kms:Decrypt")),
    GetParametersByPath: action("ssm:GetParametersByPath", onPath),
    PutParameter: all(action("ssm:PutParameter", writing), secrets("kms:Encrypt"), tagsOnCreation),
    AddTagsToResource: action(
      "ssm:AddTagsToResource",
      onResource(({ input }) => requestTags(tagsOf(input.Tags))),
    ),
    RemoveTagsFromResource: action(
      "ssm:RemoveTagsFromResource",
      onResource(({ input }) => removedTags(list(input, "TagKeys"))),
    ),
    ListTagsForResource: action(
      "ssm:ListTagsForResource",
      onResource(() => ({})),
    ),
  },
};
