import { arnPrefix, all, type Asked, list, named, type NeedsOf, type ServiceNeeds, type Target, text } from "./need";
import { passRole } from "./pass-role";
import { removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "scheduler";

const onSchedule = ({ call, input }: Asked): Target[] => [
  { resource: `${arnPrefix(call, PREFIX)}schedule/${text(input, "GroupName") || "default"}/${text(input, "Name")}` },
];

const onGroup = ({ call, input }: Asked): Target[] => [
  { resource: `${arnPrefix(call, PREFIX)}schedule-group/${text(input, "Name")}` },
];

/** Only groups have tags; they are named by ARN then. */
const tagged = ({ input }: Asked): Target[] => [{ resource: decodeURIComponent(text(input, "ResourceArn")) }];

const handsOverRole: NeedsOf = ({ input }) => {
  const { RoleArn } = (input.Target ?? {}) as { RoleArn?: string };
  return RoleArn === undefined ? [] : [passRole(RoleArn, "scheduler.amazonaws.com")];
};

const withContext = (targets: readonly Target[], context: Target["context"]): Target[] =>
  targets.map((target) => ({ ...target, context }));

const writing = (operation: string): NeedsOf => all(named(PREFIX, onSchedule, operation)[operation], handsOverRole);

/**
 * Amazon EventBridge Scheduler.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
 */
export const scheduler: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, onSchedule, "DeleteSchedule", "GetSchedule"),
    CreateSchedule: writing("CreateSchedule"),
    UpdateSchedule: writing("UpdateSchedule"),
    ...named(PREFIX, onGroup, "DeleteScheduleGroup", "GetScheduleGroup"),
    ...named(
      PREFIX,
      (asked) => withContext(onGroup(asked), requestTags(tagsOf(asked.input.Tags))),
      "CreateScheduleGroup",
    ),
    ...named(PREFIX, tagged, "ListTagsForResource"),
    ...named(PREFIX, (asked) => withContext(tagged(asked), requestTags(tagsOf(asked.input.Tags))), "TagResource"),
    ...named(PREFIX, (asked) => withContext(tagged(asked), removedTags(list(asked.input, "TagKeys"))), "UntagResource"),
  },
};
