import type { Call } from "../../service";
import type { EventEntry } from "../../services/events/put-events";
import type { ConditionContext } from "../model";
import { keyUse } from "./key-use";
import {
  accountOfArn,
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
import { passRole } from "./pass-role";
import { removedTags, requestTags, resourceTags, tagsOf } from "./tags";

/** Queue of a request: by URL `https://.../<account>/<name>`, or by the name of one that is made. */
async function queueTarget(asked: Asked, context: ConditionContext = {}): Promise<Target[]> {
  const { call, facts } = asked;
  const { name, account } = queueName(asked);
  const queue = await facts.queue(name, { account, region: call.region });
  const resource = `${arnPrefix(call, "sqs", account)}${name}`;
  return [{ resource, accountId: account, context: { ...resourceTags(queue?.tags ?? {}), ...context } }];
}

function queueName({ call, input }: Asked): { name: string; account: string } {
  const parts = text(input, "QueueUrl").split("/");
  const name = text(input, "QueueName") || (parts[parts.length - 1] ?? "");
  const account = text(input, "QueueOwnerAWSAccountId") || (parts.length > 1 ? parts[parts.length - 2] : call.account);
  return { name, account };
}

/**
 * Use of a queue's key, by who sends and who receives.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
const queueKey =
  (...actions: readonly string[]): NeedsOf =>
  async (asked) => {
    const { name, account } = queueName(asked);
    const place = { account, region: asked.call.region };
    const key = (await asked.facts.queue(name, place))?.key;
    if (key === undefined) return [];
    const encryptionContext = { "aws:sqs:arn": `${arnPrefix(asked.call, "sqs", account)}${name}` };
    return keyUse(asked, key, { service: "sqs", actions, place, encryptionContext });
  };

/** Actions on the key of a queue that a sender needs, for it and for a service that sends for itself. */
export const SENDERS_KEY_USE = ["kms:GenerateDataKey", "kms:Decrypt"];
const sends = all(
  action("sqs:SendMessage", (asked) => queueTarget(asked)),
  queueKey(...SENDERS_KEY_USE),
);

const onQueue = (asked: Asked) => queueTarget(asked);
const queueTags = (asked: Asked) => queueTarget(asked, requestTags(tagsOf(asked.input.Tags ?? asked.input.tags)));

/**
 * Amazon SQS. Its batch operations have the action of the single one.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export const sqs: ServiceNeeds = {
  prefix: "sqs",
  operations: {
    ...named(
      "sqs",
      onQueue,
      "ChangeMessageVisibility",
      "DeleteMessage",
      "DeleteQueue",
      "GetQueueAttributes",
      "GetQueueUrl",
      "ListDeadLetterSourceQueues",
      "ListQueueTags",
      "PurgeQueue",
      "SetQueueAttributes",
    ),
    ...named("sqs", queueTags, "CreateQueue", "TagQueue"),
    ...named("sqs", (asked) => queueTarget(asked, removedTags(list(asked.input, "TagKeys"))), "UntagQueue"),
    DeleteMessageBatch: action("sqs:DeleteMessage", onQueue),
    ReceiveMessage: all(action("sqs:ReceiveMessage", onQueue), queueKey("kms:Decrypt")),
    SendMessage: sends,
    SendMessageBatch: sends,
  },
};

async function topicTarget(asked: Asked, context: ConditionContext = {}): Promise<Target[]> {
  const { call, input, facts } = asked;
  const given = ["TopicArn", "ResourceArn", "TargetArn"].map((member) => text(input, member)).find(Boolean);
  // A subscription's ARN is its topic's, and an id.
  const subscribed = text(input, "SubscriptionArn").split(":").slice(0, 6).join(":");
  const resource = given ?? (subscribed || `${arnPrefix(call, "sns")}${text(input, "Name")}`);
  const account = accountOfArn(resource) ?? call.account;
  const topic = await facts.topic(resource, { account, region: call.region });
  return [{ resource, accountId: account, context: { ...resourceTags(topic?.tags ?? {}), ...context } }];
}

const onTopic = (asked: Asked) => topicTarget(asked);
const topicTags = (asked: Asked) => topicTarget(asked, requestTags(tagsOf(asked.input.Tags)));
const subscription = (asked: Asked) =>
  topicTarget(asked, {
    "sns:protocol": text(asked.input, "Protocol"),
    ...(text(asked.input, "Endpoint") === "" ? {} : { "sns:endpoint": text(asked.input, "Endpoint") }),
  });

/** Amazon SNS. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
export const sns: ServiceNeeds = {
  prefix: "sns",
  operations: {
    ...named(
      "sns",
      onTopic,
      "DeleteTopic",
      "GetDataProtectionPolicy",
      "GetSubscriptionAttributes",
      "GetTopicAttributes",
      "ListSubscriptionsByTopic",
      "ListTagsForResource",
      "Publish",
      "SetSubscriptionAttributes",
      "SetTopicAttributes",
      "Unsubscribe",
    ),
    ...named("sns", topicTags, "CreateTopic", "TagResource"),
    ...named("sns", (asked) => topicTarget(asked, removedTags(list(asked.input, "TagKeys"))), "UntagResource"),
    ...named("sns", subscription, "Subscribe"),
  },
};

/** Rule of a request, on the default bus or the one that is named. */
function ruleTarget(asked: Asked, context: ConditionContext = {}): Target[] {
  const { call, input } = asked;
  const bus = (text(input, "EventBusName") || "default").split("/").pop() ?? "default";
  const name = text(input, "Rule") || text(input, "Name");
  const rule =
    text(input, "ResourceARN") || `${arnPrefix(call, "events")}rule/${bus === "default" ? "" : `${bus}/`}${name}`;
  return [{ resource: rule, context }];
}

/** A bus by its name or ARN. */
function busTarget(call: Call, named: string, context: ConditionContext = {}): Target {
  const resource = named.startsWith("arn:") ? named : `${arnPrefix(call, "events")}event-bus/${named || "default"}`;
  return { resource, accountId: accountOfArn(resource), context };
}

const onBus = ({ call, input }: Asked, context: ConditionContext = {}): Target[] => [
  busTarget(call, text(input, "Name"), context),
];

interface EventTarget {
  readonly Arn?: string;
  readonly RoleArn?: string;
}

const onRule = (asked: Asked): Target[] => ruleTarget(asked);
const ruleTags = (asked: Asked): Target[] => ruleTarget(asked, requestTags(tagsOf(asked.input.Tags)));

/** Amazon EventBridge rules. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html */
export const events: ServiceNeeds = {
  prefix: "events",
  operations: {
    ...named(
      "events",
      onRule,
      "DeleteRule",
      "DescribeRule",
      "DisableRule",
      "EnableRule",
      "ListTagsForResource",
      "ListTargetsByRule",
      "RemoveTargets",
    ),
    ...named("events", ruleTags, "PutRule", "TagResource"),
    ...named("events", (asked) => ruleTarget(asked, removedTags(list(asked.input, "TagKeys"))), "UntagResource"),
    ...named("events", (asked) => onBus(asked), "DeleteEventBus", "DescribeEventBus"),
    ...named("events", (asked) => onBus(asked, requestTags(tagsOf(asked.input.Tags))), "CreateEventBus"),
    PutEvents: ({ call, input }) =>
      (list(input, "Entries") as EventEntry[]).map(({ Source = "", DetailType = "", EventBusName = "" }) => ({
        action: "events:PutEvents",
        ...busTarget(call, EventBusName, {
          "events:source": Source,
          "events:detail-type": DetailType,
          "events:eventbusinvocation": "false",
        }),
      })),
    PutTargets: (asked) => {
      const targets = list(asked.input, "Targets") as EventTarget[];
      const context = { "events:targetarn": targets.map(({ Arn = "" }) => Arn) };
      const roles = targets.flatMap(({ RoleArn }) =>
        RoleArn === undefined ? [] : [passRole(RoleArn, "events.amazonaws.com")],
      );
      return [...ruleTarget(asked, context).map((target) => ({ action: "events:PutTargets", ...target })), ...roles];
    },
  },
};
