import { action, all, anywhere, type Asked, list, named, type ServiceNeeds, type Target, text } from "./need";
import { keys, removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "oam";

const givenTags = ({ input }: Asked) => requestTags(tagsOf(input.Tags));
const types = ({ input }: Asked) => keys({ "oam:resourcetypes": list(input, "ResourceTypes").map(String) });

/** Sink or link that a request names. */
const onNamed = ({ input }: Asked): Target[] => {
  const members = ["Identifier", "SinkIdentifier", "ResourceArn"];
  return [{ resource: members.map((member) => text(input, member)).find(Boolean) ?? "" }];
};

/** The sink of a link is another account's: its policy is asked by the service (`services/oam/links.ts`). */
const onSink = (asked: Asked): Target[] =>
  onNamed(asked).map((target) => ({
    ...target,
    accountId: asked.call.account,
    context: { ...givenTags(asked), ...types(asked) },
  }));

/** Permission to share each type, beside the action itself. */
const LINKS: Readonly<Record<string, string>> = {
  "AWS::CloudWatch::Metric": "cloudwatch:Link",
  "AWS::Logs::LogGroup": "logs:Link",
  "AWS::XRay::Trace": "xray:Link",
};
const shares = ({ input }: Asked) =>
  list(input, "ResourceTypes").flatMap((type) => {
    const name = LINKS[String(type)];
    return name === undefined ? [] : [{ action: name, resource: "*" }];
  });

/**
 * CloudWatch Observability Access Manager.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchobservabilityaccessmanager.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account-Setup.html
 */
export const oam: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, (asked) => [{ resource: "*", context: givenTags(asked) }], "CreateSink"),
    ...named(PREFIX, anywhere, "ListLinks", "ListSinks"),
    ...named(
      PREFIX,
      onNamed,
      "DeleteLink",
      "DeleteSink",
      "GetLink",
      "GetSink",
      "GetSinkPolicy",
      "ListTagsForResource",
      "PutSinkPolicy",
    ),
    CreateLink: all(action("oam:CreateLink", onSink), shares),
    UpdateLink: all(
      action("oam:UpdateLink", (asked) => onNamed(asked).map((target) => ({ ...target, context: types(asked) }))),
      shares,
    ),
    ...named(
      PREFIX,
      (asked) => onNamed(asked).map((target) => ({ ...target, context: givenTags(asked) })),
      "TagResource",
    ),
    ...named(
      PREFIX,
      (asked) => onNamed(asked).map((target) => ({ ...target, context: removedTags(list(asked.input, "TagKeys")) })),
      "UntagResource",
    ),
  },
};
