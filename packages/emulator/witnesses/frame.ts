import { type Witness, witnessesOf } from "./witness";

/** Behaviours that no service has for itself: rates of calls, the way of events, and how functions run. */
export const FRAME_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.rates", "rates.ts", [
    [
      "quotas",
      "documented",
      "Where rates are enforced, an operation of DataZone has one for each account and Region, and a call over it is refused as throttled.",
      "DataZone user guide, quotas, API rate limits",
    ],
    [
      "bucket",
      "assumed",
      "A rate is a bucket that holds the calls of one second and fills evenly.",
      "the quotas say transactions a second, and not how they are counted",
    ],
  ]),
  ...witnessesOf("events.structure", "events/bus-event.ts", [
    [
      "members",
      "documented",
      "An event has version 0, an id, its type, source, account, time to the second, Region, resources and detail.",
      "EventBridge reference, AWS service event structure",
    ],
  ]),
  ...witnessesOf("events.way", "events/event-bus.ts", [
    [
      "best-effort",
      "documented",
      "Events of DataZone may be lost: their delivery is best effort.",
      "EventBridge reference, Amazon DataZone events",
    ],
    [
      "second-time",
      "assumed",
      "An event that comes a second time has another id, and one that is held back comes within a second or after the next one.",
      "at least once and in no order is documented; which forms it takes is not",
    ],
  ]),
  ...witnessesOf("lambda.runs", "services/lambda/invoker.ts", [
    [
      "timeout",
      "assumed",
      "A function that takes longer than its timeout fails with Sandbox.Timedout and the words Task timed out.",
      "known from logs; the guide quotes the words in its troubleshooting, and not the type",
    ],
  ]),
  ...witnessesOf("lambda.environments", "services/lambda/environment-pool.ts", [
    [
      "reused",
      "documented",
      "An execution environment serves one invocation at a time, and is used again for the next of the same version.",
      "Lambda Developer Guide, Understanding the Lambda execution environment lifecycle",
    ],
    [
      "bound",
      "assumed",
      "Two invocations of a function run at a time; others wait, where AWS starts more.",
      "more would wait for each other on one machine",
    ],
  ]),
];
