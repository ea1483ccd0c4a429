import type { MotoProxy } from "../../moto-proxy";
import type { Rule } from "../events/rules";

/** A target of a schedule. */
export interface ScheduleTarget {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly EventBridgeParameters?: { readonly DetailType: string; readonly Source: string };
}

/** A schedule of EventBridge Scheduler as moto holds it. */
export interface HeldSchedule {
  readonly arn: string;
  readonly name: string;
  readonly group: string;
  readonly account: string;
  readonly region: string;
  readonly expression: string;
  readonly zone: string;
  readonly enabled: boolean;
  /** Epoch seconds. */
  readonly start?: number;
  readonly end?: number;
  /** Goes when it has run for the last time. */
  readonly deletes: boolean;
  readonly target: ScheduleTarget;
}

/** A rule with a schedule, and its place. */
export interface ScheduledRule extends Rule {
  readonly account: string;
  readonly region: string;
  readonly schedule: string;
}

/** Everything that is due at times, in all accounts and Regions. */
export interface HeldSchedules {
  readonly rules: readonly ScheduledRule[];
  readonly schedules: readonly HeldSchedule[];
}

/** Asks moto for everything that is due at times. */
export async function heldSchedules(proxy: MotoProxy): Promise<HeldSchedules> {
  return (await proxy.facts({ about: "schedules" })) as HeldSchedules;
}
