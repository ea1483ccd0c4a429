import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ApplicationQueue } from "./application-queue";
import type { InvokedFunction } from "./function-schedule";
import type { ApplicationPlace } from "./place";

/** Properties of {@link Doorbell}. */
export interface DoorbellProps {
  readonly queue: ApplicationQueue;
  readonly deadLetters: ApplicationQueue;
  readonly function: InvokedFunction;
  /** Name of the rule. Changing this replaces it. */
  readonly name: string;
  readonly description: string;
  /** Texts with which the names of the events begin that ring. */
  readonly events: readonly string[];
}

/** ARN of a rule of EventBridge on the default bus, by its name. */
export function ruleArn({ partition, region, accountId }: ApplicationPlace, name: string): string {
  return `arn:${partition}:events:${region}:${accountId}:rule/${name}`;
}

/**
 * Events of DataZone into the queue, and the queue's messages to the function.
 *
 * Creates a rule on the default bus with the queue as its target, and an event source mapping that takes at most ten messages at once,
 * for two instances of the function: the service allows three writes a second.
 */
export class Doorbell extends Construct {
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { queue, deadLetters, function: lambda, ...props }: DoorbellProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: props.name,
      description: props.description,
      eventPattern: JSON.stringify({
        source: ["aws.datazone"],
        "detail-type": props.events.map((prefix) => ({ prefix })),
      }),
    });
    const target = new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      arn: queue.arn,
      deadLetterConfig: { arn: deadLetters.arn },
      dependsOn: [...queue.dependables, ...deadLetters.dependables],
    });
    const mapping = new LambdaEventSourceMapping(this, "Messages", {
      eventSourceArn: queue.arn,
      functionName: lambda.functionArn,
      batchSize: 10,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 2 },
      dependsOn: [...queue.dependables, ...lambda.dependables],
    });
    this.dependables = [rule, target, mapping];
  }
}
