import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { AccessFunction } from "./access-function";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationTopic } from "./application-topic";
import type { ApplicationPlace } from "./place";

/** Properties of {@link ApplicationAlarms}. */
export interface ApplicationAlarmsProps {
  readonly place: ApplicationPlace;
  readonly function: AccessFunction;
  readonly queue: ApplicationQueue;
  readonly deadLetters: ApplicationQueue;
  readonly topic: ApplicationTopic;
  readonly sweepMinutes: number;
}

/** An alarm in short: what is measured, and what is too much or too little. */
type Alarm = Pick<
  CloudwatchMetricAlarmConfig,
  "namespace" | "metricName" | "statistic" | "period" | "threshold" | "comparisonOperator"
> & {
  readonly what: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** No data is as bad as wrong data. @default false */
  readonly missingIsBad?: boolean;
};

/**
 * Alarms of the governance application: each says what operators do (docs/runbooks/application.md). They go to the topic of alarms,
 * and again when all is well.
 */
export class ApplicationAlarms extends Construct {
  /** Names of the alarms. */
  public readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: ApplicationAlarmsProps) {
    super(scope, id);
    this.names = Object.entries(alarms(props)).map(([key, alarm]) => this.add(key, alarm, props));
  }

  private add(
    key: string,
    { what, missingIsBad, dimensions, ...metric }: Alarm,
    props: ApplicationAlarmsProps,
  ): string {
    const { place, topic } = props;
    const alarmName = `${place.prefix}-application-${kebab(key)}`;
    new CloudwatchMetricAlarm(this, key, {
      ...metric,
      alarmName,
      alarmDescription: what,
      dimensions: { ...dimensions },
      evaluationPeriods: 1,
      treatMissingData: missingIsBad === true ? "breaching" : "notBreaching",
      alarmActions: [topic.arn],
      okActions: [topic.arn],
      dependsOn: [...topic.dependables],
    });
    return alarmName;
  }
}

/** A sweep that did not come is seen after two of them, an hour at least: CloudWatch counts by whole minutes. */
const silence = (sweepMinutes: number): number => Math.max(3600, 2 * 60 * sweepMinutes);

function alarms({ function: lambda, queue, deadLetters, sweepMinutes }: ApplicationAlarmsProps): Record<string, Alarm> {
  const ofFunction = { namespace: "AWS/Lambda", dimensions: { FunctionName: lambda.functionName } };
  const ofQueue = ({ queueName }: ApplicationQueue) => ({ namespace: "AWS/SQS", dimensions: { QueueName: queueName } });
  const tooMuch = { comparisonOperator: "GreaterThanThreshold", threshold: 0 };
  return {
    DeadLetters: {
      ...ofQueue(deadLetters),
      ...tooMuch,
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      period: 300,
      what: "Messages could not be worked on. Read them, mend the cause, and move them back.",
    },
    Errors: {
      ...ofFunction,
      ...tooMuch,
      metricName: "Errors",
      statistic: "Sum",
      period: 300,
      what: "Requests for access failed. The log says which, and why; the next sweep looks at them again.",
    },
    Late: {
      ...ofQueue(queue),
      comparisonOperator: "GreaterThanThreshold",
      threshold: 3600,
      metricName: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      period: 300,
      what: "A message has waited for more than an hour: the function does not keep up, or is not invoked.",
    },
    Throttles: {
      ...ofFunction,
      ...tooMuch,
      metricName: "Throttles",
      statistic: "Sum",
      period: 300,
      what: "Lambda had no room for the function: the account's concurrency is used up.",
    },
    NoSweep: {
      ...ofFunction,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      metricName: "Invocations",
      statistic: "Sum",
      period: silence(sweepMinutes),
      missingIsBad: true,
      what: "No sweep came: what no event announces is not found, and access does not end. Look at the schedule.",
    },
  };
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
