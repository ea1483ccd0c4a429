import { type Witness, witnessesOf } from "../../witnesses/witness";

const USER_GUIDE = "EventBridge Scheduler User Guide";

/** Behaviours of EventBridge Scheduler, and of rules with a schedule. */
export const SCHEDULER_WITNESSES: readonly Witness[] = [
  ...witnessesOf("scheduler.calls", "services/scheduler/index.ts", [
    [
      "role",
      "documented",
      "A schedule is refused whose role does not let scheduler.amazonaws.com assume it for the account and the schedule group.",
      `${USER_GUIDE}, Confused deputy prevention in EventBridge Scheduler`,
    ],
    [
      "role-words",
      "measured",
      "A role that cannot be assumed is refused as ValidationException in these words.",
      "aws/aws-sdk-js-v3#6494",
    ],
    [
      "expression-words",
      "assumed",
      "An expression that is none is refused as ValidationException that names it.",
      "the code is documented (CreateSchedule), the words are not",
    ],
  ]),
  ...witnessesOf("scheduler.executions", "services/scheduler/executions.ts", [
    [
      "as-role",
      "documented",
      "Targets and dead-letter queues get what the schedule's role may deliver.",
      `${USER_GUIDE}, Configuring a dead-letter queue for EventBridge Scheduler`,
    ],
    [
      "rules",
      "documented",
      "A rule with a schedule gets an event Scheduled Event of the source aws.events, which no other rule sees.",
      "EventBridge User Guide, Creating a rule that runs on a schedule",
    ],
    [
      "no-retries",
      "assumed",
      "Nothing is tried again, and flexible windows begin at their start.",
      "local targets do not fail for a while; the service chooses a time in the window",
    ],
    [
      "universal",
      "assumed",
      "Universal targets, which call any operation of AWS, are not delivered.",
      "the product has none; the record of deliveries says so",
    ],
  ]),
  ...witnessesOf("scheduler.payload", "services/scheduler/payload.ts", [
    [
      "context",
      "documented",
      "Context attributes in a target's input are filled in.",
      `${USER_GUIDE}, Adding context attributes to targets`,
    ],
    [
      "without-input",
      "assumed",
      "A target without input gets a notification whose detail is a text.",
      "seen in consumers; the guide does not show it",
    ],
  ]),
  ...witnessesOf("scheduler.clock", "services/scheduler/clock.ts", [
    [
      "put-forward",
      "assumed",
      "The clock of schedules goes with the machine's and can be put forward; what was due while nothing ran is left out.",
      "AWS's clock cannot be changed; a sandbox is off for days",
    ],
  ]),
];
