import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { APPLICATION_NAMES } from "../../contracts/names";
import type { ApplicationQueue } from "./application-queue";
import type { ApplicationTable } from "./application-table";
import type { InvokedFunction } from "./function-schedule";
import type { ApplicationPlace } from "./place";

/** Properties of {@link ApplicationDashboard}. */
export interface ApplicationDashboardProps {
  readonly place: ApplicationPlace;
  readonly function: InvokedFunction;
  readonly reports: InvokedFunction;
  readonly queue: ApplicationQueue;
  /** The function of projects and its queue; absent where nobody asks for projects. */
  readonly projects: { readonly function: InvokedFunction; readonly queue: ApplicationQueue } | undefined;
  readonly deadLetters: ApplicationQueue;
  readonly table: ApplicationTable;
  readonly alarmNames: readonly string[];
}

type Metric = readonly [namespace: string, metric: string, dimension: string, value: string];

/** One page of CloudWatch: alarms, the function, its queues, its table. */
export class ApplicationDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ApplicationDashboardProps) {
    super(scope, id);
    const { place, alarmNames } = props;
    const alarmArns = alarmNames.map(
      (name) => `arn:${place.partition}:cloudwatch:${place.region}:${place.accountId}:alarm:${name}`,
    );
    new CloudwatchDashboard(this, "Resource", {
      dashboardName: APPLICATION_NAMES.dashboard(place.prefix),
      dashboardBody: JSON.stringify({
        widgets: [
          { type: "alarm", width: 24, height: 3, properties: { title: "Alarms", alarms: alarmArns } },
          ...charts(props).map(([title, stat, metrics]) => ({
            type: "metric",
            width: 12,
            height: 6,
            properties: { title, stat, metrics, region: place.region, period: 300, view: "timeSeries" },
          })),
        ],
      }),
    });
  }
}

const ofFunction = (metric: string, { functionName }: InvokedFunction): Metric => [
  "AWS/Lambda",
  metric,
  "FunctionName",
  functionName,
];
const ofQueue = (metric: string, { queueName }: ApplicationQueue): Metric => [
  "AWS/SQS",
  metric,
  "QueueName",
  queueName,
];

type Chart = readonly [title: string, statistic: string, metrics: readonly Metric[]];

function charts(props: ApplicationDashboardProps): Chart[] {
  const { function: lambda, reports, projects, queue, deadLetters, table } = props;
  const ofTable = (metric: string): Metric => ["AWS/DynamoDB", metric, "TableName", table.tableName];
  return [
    [
      "Runs and errors",
      "Sum",
      [ofFunction("Invocations", lambda), ofFunction("Errors", lambda), ofFunction("Throttles", lambda)],
    ],
    ["Duration (ms)", "Maximum", [ofFunction("Duration", lambda)]],
    [
      "Messages that wait",
      "Maximum",
      [
        ofQueue("ApproximateNumberOfMessagesVisible", queue),
        ofQueue("ApproximateNumberOfMessagesVisible", deadLetters),
      ],
    ],
    ...projectCharts(projects),
    ["Reports: runs and errors", "Sum", [ofFunction("Invocations", reports), ofFunction("Errors", reports)]],
    ["Table", "Sum", [ofTable("ConsumedReadCapacityUnits"), ofTable("ConsumedWriteCapacityUnits")]],
  ];
}

function projectCharts(projects: ApplicationDashboardProps["projects"]): Chart[] {
  if (projects === undefined) return [];
  const { function: lambda, queue } = projects;
  return [
    ["Projects: runs and errors", "Sum", [ofFunction("Invocations", lambda), ofFunction("Errors", lambda)]],
    ["Projects: messages that wait", "Maximum", [ofQueue("ApproximateNumberOfMessagesVisible", queue)]],
  ];
}
