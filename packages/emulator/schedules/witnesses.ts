import { type Witness, witnessesOf } from "../witnesses/witness";

const USER_GUIDE = "EventBridge Scheduler User Guide";

/** Behaviours of schedule expressions. */
export const SCHEDULE_WITNESSES: readonly Witness[] = [
  ...witnessesOf("schedules.expressions", "schedules/expression.ts", [
    [
      "forms",
      "documented",
      "rate, cron with six fields, and at in a time zone say when something is due.",
      `${USER_GUIDE}, Schedule types in EventBridge Scheduler`,
    ],
    [
      "clock-changes",
      "documented",
      "A time that the clock leaves out in spring is left out, and one that comes twice in autumn is due once.",
      `${USER_GUIDE}, Schedule types (daylight savings time)`,
    ],
    [
      "rate-begins",
      "assumed",
      "A rate counts from when the emulator sees the expression for the first time, within five seconds of its making.",
      "AWS counts from when the schedule was made",
    ],
  ]),
];
