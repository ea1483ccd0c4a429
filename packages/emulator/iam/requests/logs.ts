import type { ConditionContext } from "../model";
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

const PREFIX = "logs";

/** Log group that a request names, by its name or ARN; the reference's ARN ends without `:*`. */
async function groupTarget(asked: Asked, context: ConditionContext = {}): Promise<Target[]> {
  const { call, input, facts } = asked;
  const member = ["logGroupName", "resourceArn", "logGroupIdentifier"].find((each) => text(input, each) !== "");
  const named = text(input, member ?? "").replace(/:\*$/, "");
  const name = named.startsWith("arn:") ? named.split(":log-group:")[1] : named;
  const group = await facts.logGroup(name, call);
  const resource = `${arnPrefix(call, PREFIX)}log-group:${name}`;
  return [{ resource, context: { ...resourceTags(group?.tags ?? {}), ...context } }];
}

const onGroup = (asked: Asked) => groupTarget(asked);
const given = (asked: Asked) => groupTarget(asked, requestTags(tagsOf(asked.input.tags)));
const taken = (asked: Asked) =>
  groupTarget(asked, removedTags([...list(asked.input, "tagKeys"), ...list(asked.input, "tags")]));

const onStream = async (asked: Asked): Promise<Target[]> => {
  const [group] = await groupTarget(asked);
  return [{ ...group, resource: `${group.resource}:log-stream:${text(asked.input, "logStreamName")}` }];
};

/** A group that is made with tags needs the action of tagging. */
const tagsOnCreation: NeedsOf = (asked) =>
  Object.keys(tagsOf(asked.input.tags)).length > 0 ? action("logs:TagResource", given)(asked) : [];

/**
 * Amazon CloudWatch Logs.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export const logs: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, anywhere, "DescribeLogGroups"),
    ...named(
      PREFIX,
      onGroup,
      "AssociateKmsKey",
      "DeleteLogGroup",
      "DeleteRetentionPolicy",
      "DescribeLogStreams",
      "DisassociateKmsKey",
      "FilterLogEvents",
      "ListTagsForResource",
      "ListTagsLogGroup",
      "PutRetentionPolicy",
    ),
    ...named(PREFIX, onStream, "CreateLogStream", "GetLogEvents", "PutLogEvents"),
    ...named(PREFIX, given, "TagResource"),
    ...named(PREFIX, taken, "UntagResource", "UntagLogGroup"),
    CreateLogGroup: all(action("logs:CreateLogGroup", given), tagsOnCreation),
  },
};
