import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";

/** A stage of a use case on its dashboard. */
export interface DashboardStage {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** Properties of {@link UseCaseDashboard}. */
export interface UseCaseDashboardProps {
  /** Name. Changing this replaces the dashboard. */
  readonly name: string;
  readonly useCase: string;
  readonly title: string;
  /** Thing that runs there: `endpoint` answers, `batch` scores on a schedule, `job` is a run of Glue. */
  readonly runs: "endpoint" | "batch" | "job";
  readonly stages: readonly DashboardStage[];
}

type Metric = readonly [namespace: string, metric: string, ...dimensionsAndOptions: (string | object)[]];
type Chart = readonly [title: string, statistic: string, metrics: readonly Metric[]];

/** One page of CloudWatch for a use case over all its stages, in the account that its accounts are linked to. */
export class UseCaseDashboard extends Construct {
  constructor(scope: Construct, id: string, props: UseCaseDashboardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, "Resource", {
      dashboardName: props.name,
      dashboardBody: JSON.stringify({
        widgets: [
          { type: "text", width: 24, height: 2, properties: { markdown: `# ${props.title}` } },
          ...props.stages.flatMap((stage) =>
            chartsOf(props, stage).map(([title, stat, metrics]) => ({
              type: "metric",
              width: 8,
              height: 6,
              properties: {
                title: `${stage.name}: ${title}`,
                stat,
                metrics,
                region: stage.region,
                period: 300,
                view: "timeSeries",
              },
            })),
          ),
        ],
      }),
    });
  }
}

function chartsOf({ useCase, runs }: UseCaseDashboardProps, stage: DashboardStage): Chart[] {
  // Names of what a deployment makes: `infrastructure/` of the deploy repositories.
  const prefix = `${useCase}-${stage.name}`;
  const of = { accountId: stage.accountId };
  switch (runs) {
    case "endpoint":
      return endpointCharts(prefix, of);
    case "batch":
      return batchCharts(prefix, of);
    case "job":
      return jobCharts(`${prefix}-pipeline`, of);
  }
}

function endpointCharts(prefix: string, of: object): Chart[] {
  const metric = (name: string): Metric => [
    "AWS/SageMaker",
    name,
    ...["EndpointName", `${prefix}-endpoint`, "VariantName", "main"],
    of,
  ];
  return [
    ["invocations", "Sum", [metric("Invocations")]],
    ["errors", "Sum", [metric("Invocation4XXErrors"), metric("Invocation5XXErrors")]],
    ["latency (µs)", "p99", [metric("ModelLatency"), metric("OverheadLatency")]],
  ];
}

/** Names of batch jobs end in the id of an attempt, so metrics are searched for by the beginning of the name. */
function batchCharts(prefix: string, of: { readonly accountId?: string }): Chart[] {
  const search = (name: string, stat: string): Metric =>
    [
      {
        expression: `SEARCH('{/aws/sagemaker/TransformJobs,Host} ${name} "${prefix}-" :aws.AccountId = "${of.accountId}"', '${stat}', 300)`,
      },
    ] as unknown as Metric;
  return [
    ["CPU of batch jobs (%)", "Average", [search("CPUUtilization", "Average")]],
    ["memory of batch jobs (%)", "Maximum", [search("MemoryUtilization", "Maximum")]],
  ];
}

function jobCharts(job: string, of: object): Chart[] {
  const metric = (name: string): Metric => ["Glue", name, ...["JobName", job, "JobRunId", "ALL", "Type", "count"], of];
  return [
    [
      "tasks of runs",
      "Sum",
      [metric("glue.driver.aggregate.numCompletedTasks"), metric("glue.driver.aggregate.numFailedTasks")],
    ],
    ["time of runs (ms)", "Sum", [metric("glue.driver.aggregate.elapsedTime")]],
    ["bytes read", "Sum", [metric("glue.driver.aggregate.bytesRead")]],
  ];
}
