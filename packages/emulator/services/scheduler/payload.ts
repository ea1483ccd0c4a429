import type { HeldSchedule } from "./model";

/** One run of a schedule. */
export interface Execution {
  readonly id: string;
  /** Time in milliseconds for which it was planned. */
  readonly at: number;
}

const toSecond = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

/**
 * Payload of a schedule's target: its input with the context attributes filled in, or the notification that a target without
 * input gets.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function schedulePayload({ arn, account, region, target }: HeldSchedule, { id, at }: Execution): string {
  if (target.Input === undefined)
    return JSON.stringify({
      version: "0",
      id,
      "detail-type": "Scheduled Event",
      source: "aws.scheduler",
      account,
      time: toSecond(at),
      region,
      resources: [arn],
      detail: "{}",
    });
  const values: Readonly<Record<string, string>> = {
    "<aws.scheduler.schedule-arn>": arn,
    "<aws.scheduler.scheduled-time>": toSecond(at),
    "<aws.scheduler.execution-id>": id,
    "<aws.scheduler.attempt-number>": "1",
  };
  return target.Input.replace(/<aws\.scheduler\.[a-z-]+>/g, (name) => values[name] ?? name);
}
