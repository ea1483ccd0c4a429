import type { ConditionContext } from "../model";
import { arnPrefix, type Asked, list, named, partitionOf, type ServiceNeeds, type Target, text } from "./need";
import { removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "cloudwatch";

const alarm = ({ call }: Asked, name: string): Target => ({ resource: `${arnPrefix(call, PREFIX)}alarm:${name}` });

const onAlarm = (asked: Asked): Target[] => {
  const actions = list(asked.input, "AlarmActions").map(String);
  const context = {
    ...requestTags(tagsOf(asked.input.Tags)),
    ...(actions.length > 0 ? { "cloudwatch:alarmactions": actions } : {}),
  };
  return [{ ...alarm(asked, text(asked.input, "AlarmName")), context }];
};

/** Alarms of a request; one without names is about all of them. */
const onAlarms = (asked: Asked): Target[] => {
  const names = list(asked.input, "AlarmNames").map(String);
  return (names.length === 0 ? ["*"] : names).map((name) => alarm(asked, name));
};

const dashboard = ({ call }: Asked, name: string): Target => ({
  resource: `arn:${partitionOf(call.region)}:${PREFIX}::${call.account}:dashboard/${name}`,
  accountId: call.account,
});

const tagged = ({ input }: Asked, context: ConditionContext = {}): Target[] => [
  { resource: text(input, "ResourceARN"), context },
];

/**
 * Amazon CloudWatch, which signs as `monitoring`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
export const cloudwatch: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, onAlarm, "PutMetricAlarm"),
    ...named(PREFIX, onAlarms, "DeleteAlarms", "DescribeAlarms", "DisableAlarmActions", "EnableAlarmActions"),
    ...named(PREFIX, (asked) => tagged(asked), "ListTagsForResource"),
    ...named(PREFIX, (asked) => tagged(asked, requestTags(tagsOf(asked.input.Tags))), "TagResource"),
    ...named(PREFIX, (asked) => tagged(asked, removedTags(list(asked.input, "TagKeys"))), "UntagResource"),
    ...named(PREFIX, (asked) => [dashboard(asked, text(asked.input, "DashboardName"))], "GetDashboard", "PutDashboard"),
    ...named(
      PREFIX,
      (asked) => list(asked.input, "DashboardNames").map((name) => dashboard(asked, String(name))),
      "DeleteDashboards",
    ),
    ...named(
      PREFIX,
      ({ input }) => [{ resource: "*", context: { "cloudwatch:namespace": text(input, "Namespace") } }],
      "PutMetricData",
    ),
  },
};
