import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { TARGET_METRIC } from "../../contracts/application/reports-settings";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationTopic } from "./application-topic";
import type { InvokedFunction } from "./function-schedule";
import type { ApplicationPlace } from "./place";

/** Properties of {@link ApplicationAlarms}. */
export interface ApplicationAlarmsProps {
  readonly place: ApplicationPlace;
  readonly function: InvokedFunction;
  readonly reports: InvokedFunction;
  readonly queue: ApplicationQueue;
  /** The function of projects and its queue; absent where nobody asks for projects. */
  readonly projects: { readonly function: InvokedFunction; readonly queue: ApplicationQueue } | undefined;
  readonly deadLetters: ApplicationQueue;
  readonly topic: ApplicationTopic;
  readonly sweepMinutes: number;
  /** Policies of accounts are read: an alarm tells who may change subscription targets. */
  readonly watchesTargets: boolean;
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
  /** Periods in a row that are bad. @default 1 */
  readonly evaluationPeriods?: number;
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
    { what, missingIsBad, dimensions, evaluationPeriods = 1, ...metric }: Alarm,
    props: ApplicationAlarmsProps,
  ): string {
    const { place, topic } = props;
    const alarmName = `${place.prefix}-application-${kebab(key)}`;
    new CloudwatchMetricAlarm(this, key, {
      ...metric,
      alarmName,
      alarmDescription: what,
      dimensions: { ...dimensions },
      evaluationPeriods,
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

const invoked = ({ functionName }: InvokedFunction) => ({
  namespace: "AWS/Lambda",
  dimensions: { FunctionName: functionName },
});
const tooMuch = { comparisonOperator: "GreaterThanThreshold", threshold: 0 };

function alarms(props: ApplicationAlarmsProps): Record<string, Alarm> {
  return {
    ...accessAlarms(props),
    ...reportsAlarms(props),
    ...projectsAlarms(props),
    ...(props.watchesTargets ? targetAlarms(props) : {}),
  };
}

const ofQueue = ({ queueName }: ApplicationQueue) => ({ namespace: "AWS/SQS", dimensions: { QueueName: queueName } });

function accessAlarms({ function: lambda, queue, deadLetters, sweepMinutes }: ApplicationAlarmsProps) {
  const ofFunction = invoked(lambda);
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
  } satisfies Record<string, Alarm>;
}

function projectsAlarms({ projects, sweepMinutes }: ApplicationAlarmsProps): Record<string, Alarm> {
  if (projects === undefined) return {};
  const ofFunction = invoked(projects.function);
  return {
    ProjectsErrors: {
      ...ofFunction,
      ...tooMuch,
      metricName: "Errors",
      statistic: "Sum",
      period: 300,
      what: "Requests for projects failed. The log says which, and why; the next sweep looks at them again.",
    },
    ProjectsLate: {
      ...ofQueue(projects.queue),
      comparisonOperator: "GreaterThanThreshold",
      threshold: 3600,
      metricName: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      period: 300,
      what: "A message on a project has waited for more than an hour: the function does not keep up, or is not invoked.",
    },
    ProjectsThrottles: {
      ...ofFunction,
      ...tooMuch,
      metricName: "Throttles",
      statistic: "Sum",
      period: 300,
      what: "Lambda had no room for the function of projects: the account's concurrency is used up.",
    },
    NoProjectsSweep: {
      ...ofFunction,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      metricName: "Invocations",
      statistic: "Sum",
      period: silence(sweepMinutes),
      missingIsBad: true,
      what: "No sweep of projects came: what no event announces is not found, and projects do not end. Look at the schedule.",
    },
  };
}

function reportsAlarms({ reports }: ApplicationAlarmsProps) {
  const ofFunction = invoked(reports);
  return {
    ReportsErrors: {
      ...ofFunction,
      ...tooMuch,
      metricName: "Errors",
      statistic: "Sum",
      period: 300,
      what: "Reports of the day were not written. The log says which, and why; invoke the function again on the same day.",
    },
    NoReports: {
      ...ofFunction,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      metricName: "Invocations",
      statistic: "Sum",
      period: 3600,
      // More than a day needs periods of an hour at least, and may have seven days of them.
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
      evaluationPeriods: 25,
      missingIsBad: true,
      what: "The reports were not begun for 25 hours. Look at the schedule.",
    },
  } satisfies Record<string, Alarm>;
}

function targetAlarms({ reports }: ApplicationAlarmsProps) {
  return {
    TargetWriters: {
      ...tooMuch,
      namespace: TARGET_METRIC.namespace,
      metricName: TARGET_METRIC.name,
      dimensions: { [TARGET_METRIC.dimension]: reports.functionName },
      statistic: "Maximum",
      // The reports come once a day.
      period: 86_400,
      what: "Somebody may send the data of an account's projects to another place, or policies could not be read. The report rights says who.",
    },
  } satisfies Record<string, Alarm>;
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
