import { type Witness, witnessesOf } from "../../witnesses/witness";

const GUIDE = "EventBridge User Guide";

/** Behaviours of EventBridge's rules and PutEvents. */
export const RULE_WITNESSES: readonly Witness[] = [
  ...witnessesOf("events.put", "services/events/put-events.ts", [
    [
      "entries",
      "documented",
      "An entry without source, detail type or detail, or with a detail that is no JSON object, fails for itself; the others are put.",
      "EventBridge API Reference, PutEvents",
    ],
    [
      "aws-source",
      "documented",
      "Customers cannot put events whose source begins with aws.; the entry fails with NotAuthorizedForSourceException.",
      "EventBridge API Reference, PutEventsRequestEntry and PutEventsResultEntry",
    ],
    [
      "no-bus",
      "assumed",
      "An event on a bus that is not there is taken, and nobody gets it.",
      "the reference names no error for it",
    ],
  ]),
  ...witnessesOf("events.calls", "services/events/index.ts", [
    [
      "invalid-pattern",
      "documented",
      "PutRule refuses a pattern that no event could be matched with as InvalidEventPatternException.",
      "EventBridge API Reference, PutRule",
    ],
    [
      "invalid-schedule",
      "measured",
      "PutRule refuses an expression that is none, such as rate(1 minutes), with Parameter ScheduleExpression is not valid.",
      "winglang/wing#7115, aws/aws-cdk#32753",
    ],
  ]),
  ...witnessesOf("events.delivery", "services/events/rule-delivery.ts", [
    [
      "permission",
      "documented",
      "A target gets events where its policy lets events.amazonaws.com, for the rule's ARN and account, or with the target's role.",
      `${GUIDE}, Using resource-based policies for Amazon EventBridge`,
    ],
    [
      "dead-letter",
      "documented",
      "What a target refuses goes to its dead-letter queue, as the event with rule, target and error as message attributes.",
      `${GUIDE}, Using dead-letter queues to process undelivered events`,
    ],
    [
      "no-retries",
      "assumed",
      "Nothing is tried again.",
      "EventBridge does not repeat what is refused or not found, and local targets do not fail otherwise",
    ],
    [
      "moto",
      "assumed",
      "Rules and targets are moto's, matching and delivery are the emulator's.",
      "moto asks no policy, has no functions as targets, and leaves the account out of events",
    ],
  ]),
  ...witnessesOf("events.input", "services/events/target-input.ts", [
    [
      "transformer",
      "documented",
      "Input, InputPath and InputTransformer with its predefined variables make the payload of a target.",
      `${GUIDE}, Amazon EventBridge input transformation`,
    ],
    [
      "missing-values",
      "assumed",
      "A value that the event does not have is an empty text.",
      "the guide says that the variable is not created, and not what is left in the template",
    ],
  ]),
  ...witnessesOf("targets.queues", "data-plane/queue-sender.ts", [
    [
      "encrypted",
      "documented",
      "A service that sends to an encrypted queue needs its key, which AWS's own key does not give.",
      "SQS Developer Guide, Key management: enable compatibility between event sources and encrypted queues",
    ],
  ]),
  ...witnessesOf("targets.services", "data-plane/targets.ts", [
    [
      "asynchronous",
      "documented",
      "Functions are invoked asynchronously: an event counts as delivered when Lambda has taken it.",
      `${GUIDE}, Event bus targets available in Amazon EventBridge`,
    ],
    [
      "failed-functions",
      "assumed",
      "A function that fails is not invoked again, and its destinations get nothing.",
      "Lambda tries twice more, after minutes; not emulated",
    ],
    [
      "topics",
      "assumed",
      "Topics are published to by moto, without looking at their keys.",
      "the policy of the topic is looked at",
    ],
  ]),
];
