import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { APPLICATION_NAMES } from "../../contracts/names";
import type { AccessFunction } from "./access-function";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationPlace } from "./place";

/** Properties of {@link Doorbell}. */
export interface DoorbellProps {
  readonly place: ApplicationPlace;
  readonly queue: ApplicationQueue;
  readonly deadLetters: ApplicationQueue;
  readonly function: AccessFunction;
}

/** Name, ARN and pattern of the rule on DataZone's events of subscriptions. */
export function doorbellRuleArn({ partition, region, accountId, prefix }: ApplicationPlace): string {
  return `arn:${partition}:events:${region}:${accountId}:rule/${APPLICATION_NAMES.doorbell(prefix)}`;
}

/**
 * Events of DataZone into the queue, and the queue's messages to the function.
 *
 * Creates a rule on the default bus with the queue as its target, and an event source mapping that takes at most ten messages at once,
 * for two instances of the function: the service allows three decisions a second.
 */
export class Doorbell extends Construct {
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { place, queue, deadLetters, function: lambda }: DoorbellProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "Rule", {
      name: APPLICATION_NAMES.doorbell(place.prefix),
      description: "Events of DataZone that say which request for access to look at",
      // Requests, subscriptions and their grants: the names of all three begin so.
      eventPattern: JSON.stringify({ source: ["aws.datazone"], "detail-type": [{ prefix: "Subscription " }] }),
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
