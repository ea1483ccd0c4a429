import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../iam-policy";
import { attributeOf } from "../expression";
import { keyArn, type ApplicationPlace } from "./place";

/** Longest time that SQS keeps a message, in seconds: 14 days. */
const FORTNIGHT = 1_209_600;

/** Properties of {@link ApplicationQueue}. */
export interface ApplicationQueueProps {
  readonly place: ApplicationPlace;
  /** Name. Changing this replaces the queue and loses its messages. */
  readonly name: string;
  /** Seconds in which a message that was taken is not given to another: six times the timeout of the function that takes it. */
  readonly visibilitySeconds: number;
  /**
   * Queue for messages that were taken in vain five times.
   *
   * @default - none
   */
  readonly deadLetters?: ApplicationQueue;
  /**
   * ARNs of rules of EventBridge that may send. The services that deliver into a dead-letter queue name those too.
   *
   * @default - principals of the account alone
   */
  readonly ruleArns?: readonly string[];
}

/** A queue of the governance application that only its account and, where named, EventBridge sends to. */
export class ApplicationQueue extends Construct {
  /** Computed from the name. */
  public readonly arn: string;
  /** Expression of the queue's address. */
  public readonly url: string;
  public readonly queueName: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ApplicationQueueProps) {
    super(scope, id);
    const { place, name, deadLetters } = props;
    this.queueName = name;
    this.arn = `arn:${place.partition}:sqs:${place.region}:${place.accountId}:${name}`;
    const kmsMasterKeyId = keyArn(place);
    const queue = new SqsQueue(this, "Resource", {
      name,
      messageRetentionSeconds: FORTNIGHT,
      visibilityTimeoutSeconds: props.visibilitySeconds,
      ...(kmsMasterKeyId === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId }),
      ...(deadLetters === undefined
        ? {}
        : { redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5 }) }),
      dependsOn: deadLetters === undefined ? [] : [...deadLetters.dependables],
    });
    this.url = attributeOf(queue, "id");
    const policy = new SqsQueuePolicy(this, "Policy", {
      queueUrl: queue.id,
      policy: policyDocument([tlsOnly(this.arn), ...events(this.arn, props.ruleArns ?? [])]),
    });
    this.dependables = [queue, policy];
  }
}

const tlsOnly = (arn: string): Statement => ({
  sid: "TlsOnly",
  effect: "Deny",
  principals: { AWS: ["*"] },
  actions: ["sqs:*"],
  resources: [arn],
  conditions: { Bool: { "aws:SecureTransport": "false" } },
});

function events(arn: string, ruleArns: readonly string[]): Statement[] {
  if (ruleArns.length === 0) return [];
  return [
    {
      sid: "Events",
      principals: { Service: ["events.amazonaws.com"] },
      actions: ["sqs:SendMessage"],
      resources: [arn],
      conditions: { ArnEquals: { "aws:SourceArn": ruleArns } },
    },
  ];
}
