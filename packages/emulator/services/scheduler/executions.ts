import { type Actor, DeliveryError } from "../../data-plane/actor";
import type { Targets } from "../../data-plane/targets";
import { newUuid } from "../../identifiers";
import type { MotoProxy } from "../../moto-proxy";
import type { EmulatorContext } from "../../service";
import { eventTime } from "../../events";
import type { RuleDelivery } from "../events/rule-delivery";
import type { Scheduled } from "./due";
import type { HeldSchedule, ScheduledRule } from "./model";
import { type Execution, schedulePayload } from "./payload";

/** Principal of EventBridge Scheduler. */
export const SCHEDULER_PRINCIPAL = "scheduler.amazonaws.com";

/** Runs what is due: rules by their event, schedules with their roles. */
export class Executions {
  constructor(
    private readonly emulator: EmulatorContext,
    private readonly proxy: MotoProxy,
    private readonly targets: Targets,
    private readonly rules: RuleDelivery,
  ) {}

  /**
   * @param at time in milliseconds for which it was planned
   * @param isLast it is not due again
   */
  async run(scheduled: Scheduled, at: number, isLast: boolean): Promise<void> {
    if (scheduled.kind === "rule") return this.runRule(scheduled.rule, at);
    const { schedule } = scheduled;
    await this.runSchedule(schedule, { id: newUuid(), at });
    if (isLast && schedule.deletes) await this.remove(schedule);
  }

  /** A rule with a schedule gets an event of its own, which no other rule sees. */
  private async runRule(rule: ScheduledRule, at: number): Promise<void> {
    await this.rules.deliver(rule, {
      version: "0",
      id: newUuid(),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account: rule.account,
      time: eventTime(at),
      region: rule.region,
      resources: [rule.arn],
      detail: {},
    });
  }

  private async runSchedule(schedule: HeldSchedule, execution: Execution): Promise<void> {
    const { arn, target } = schedule;
    const actor = actorOf(schedule);
    const { EventBridgeParameters: event } = target;
    const handover = {
      targetArn: target.Arn,
      input: schedulePayload(schedule, execution),
      messageGroupId: target.SqsParameters?.MessageGroupId,
      ...(event === undefined ? {} : { event: { source: event.Source, detailType: event.DetailType } }),
    };
    const about = { source: arn, target: target.Arn };
    try {
      await this.targets.deliver(actor, handover);
      this.emulator.deliveries.note({ ...about, outcome: "DELIVERED" });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const isKept = await this.bury(schedule, actor, execution, handover.input, error);
      const problem = `${error.code}: ${error.message}`;
      this.emulator.deliveries.note({ ...about, outcome: isKept ? "DEAD_LETTER" : "LOST", problem });
    }
  }

  /** The schedule's role sends to the dead-letter queue, too; false where it may not. */
  private async bury(
    { arn, target }: HeldSchedule,
    actor: Actor,
    { id, at }: Execution,
    body: string,
    { code, message }: DeliveryError,
  ): Promise<boolean> {
    const queueArn = target.DeadLetterConfig?.Arn;
    if (queueArn === undefined) return false;
    const attributes = {
      ERROR_CODE: code,
      ERROR_MESSAGE: message,
      EXECUTION_ID: id,
      SCHEDULE_ARN: arn,
      SCHEDULED_TIME: eventTime(at),
      TARGET_ARN: target.Arn,
      RETRY_ATTEMPTS: "0",
    };
    try {
      await this.targets.sendAsRole(actor, { queueArn, body, attributes });
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const problem = `${error.code}: ${error.message}`;
      this.emulator.deliveries.note({ source: arn, target: queueArn, outcome: "LOST", problem });
      return false;
    }
  }

  private async remove({ name, group, account, region }: HeldSchedule): Promise<void> {
    const path = `/schedules/${encodeURIComponent(name)}?groupName=${encodeURIComponent(group)}`;
    const status = await this.proxy.remove("emulator", region, "scheduler", path, account);
    if (status >= 300) process.stderr.write(`emulator: schedule ${name} was not deleted: HTTP ${status}\n`);
  }
}

function actorOf({ name, group, account, region, target }: HeldSchedule): Actor {
  return {
    principal: SCHEDULER_PRINCIPAL,
    sourceArn: `arn:aws:scheduler:${region}:${account}:schedule-group/${group}`,
    account,
    roleArn: target.RoleArn,
    sessionName: `scheduler-${name}`.slice(0, 64),
  };
}
