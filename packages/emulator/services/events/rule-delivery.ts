import { type Actor, DeliveryError } from "../../data-plane/actor";
import type { Deliveries } from "../../data-plane/deliveries";
import type { Targets } from "../../data-plane/targets";
import type { BusEvent, EventListener } from "../../events";
import { matches, parsePattern } from "../../events/patterns";
import type { MotoProxy } from "../../moto-proxy";
import { type Rule, rulesOf, type RuleTarget } from "./rules";
import { targetInput } from "./target-input";

/** Principal of EventBridge. */
export const EVENTS_PRINCIPAL = "events.amazonaws.com";

/** Hands events to the targets of the rules that they fit. */
export class RuleDelivery {
  constructor(
    private readonly proxy: MotoProxy,
    private readonly targets: Targets,
    private readonly deliveries: Deliveries,
  ) {}

  /** Listener of the buses. */
  readonly listener: EventListener = async (event, bus) => {
    const rules = await rulesOf(this.proxy, event.account, event.region);
    const fitting = rules.filter((rule) => rule.bus === bus && rule.enabled && fits(rule, event));
    await Promise.all(fitting.map((rule) => this.deliver(rule, event)));
  };

  /** Hands an event to all targets of a rule. */
  async deliver(rule: Rule, event: BusEvent): Promise<void> {
    await Promise.all(rule.targets.map((target) => this.toTarget(rule, target, event)));
  }

  private async toTarget(rule: Rule, target: RuleTarget, event: BusEvent): Promise<void> {
    const actor: Actor = {
      principal: EVENTS_PRINCIPAL,
      sourceArn: rule.arn,
      account: event.account,
      sessionName: `events-${rule.name}`.slice(0, 64),
      ...(target.RoleArn === undefined ? {} : { roleArn: target.RoleArn }),
    };
    const isBus = target.Arn.split(":")[2] === "events";
    const handover = {
      targetArn: target.Arn,
      input: isBus ? JSON.stringify(event.detail) : targetInput(event, rule, target),
      messageGroupId: target.SqsParameters?.MessageGroupId,
      event: { source: event.source, detailType: event["detail-type"] },
    };
    const about = { source: rule.arn, target: target.Arn, event: event.id };
    try {
      await this.targets.deliver(actor, handover);
      this.deliveries.note({ ...about, outcome: "DELIVERED" });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const queue = target.DeadLetterConfig?.Arn;
      const isKept = queue !== undefined && (await this.bury(actor, queue, target, event, error));
      const problem = `${error.code}: ${error.message}`;
      this.deliveries.note({ ...about, outcome: isKept ? "DEAD_LETTER" : "LOST", problem });
    }
  }

  /** Sends what was not delivered to the target's dead-letter queue; false where that may not be done either. */
  private async bury(
    { roleArn: _role, ...service }: Actor,
    queueArn: string,
    target: RuleTarget,
    event: BusEvent,
    { code, message }: DeliveryError,
  ): Promise<boolean> {
    const attributes = {
      RULE_ARN: service.sourceArn,
      TARGET_ARN: target.Arn,
      ERROR_CODE: code,
      ERROR_MESSAGE: message,
      RETRY_ATTEMPTS: "0",
    };
    try {
      await this.targets.queues.send(service, { queueArn, body: JSON.stringify(event), attributes });
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      this.deliveries.note({
        source: service.sourceArn,
        target: queueArn,
        event: event.id,
        outcome: "LOST",
        problem: `${error.code}: ${error.message}`,
      });
      return false;
    }
  }
}

function fits({ pattern }: Rule, event: BusEvent): boolean {
  return pattern !== undefined && matches(parsePattern(pattern), event);
}
