import {
  ObservabilityLink,
  ObservabilitySink,
  UseCaseDashboard,
  type UseCaseDashboardProps,
} from "../../../../modules/observability";
import { inspect } from "../../../support/inspection";
import { statementsOf } from "../../../support/policy-statements";

const TYPES = ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup", "AWS::XRay::Trace"];

describe("ObservabilitySink", () => {
  it("lets exactly the accounts of use cases link, and share exactly three types", () => {
    const { stack } = inspect(
      (scope) =>
        new ObservabilitySink(scope, "Sink", {
          name: "smus-use-cases",
          sourceAccountIds: ["333333333333", "222222222222", "333333333333"],
        }),
    );
    expect(statementsOf(stack.one("aws_oam_sink_policy").policy)).toEqual([
      {
        Sid: "LinkAccountsOfUseCases",
        Effect: "Allow",
        Principal: { AWS: ["222222222222", "333333333333"] },
        Action: ["oam:CreateLink", "oam:UpdateLink"],
        Resource: ["*"],
        Condition: { "ForAllValues:StringEquals": { "oam:ResourceTypes": TYPES } },
      },
    ]);
  });
});

describe("ObservabilityLink", () => {
  it("shares what the sink takes", () => {
    const { stack } = inspect((scope) => new ObservabilityLink(scope, "Link", { sinkArn: "${data.x.arn}" }));
    expect(stack.one("aws_oam_link")).toMatchObject({ resource_types: TYPES, sink_identifier: "${data.x.arn}" });
  });
});

describe("UseCaseDashboard", () => {
  const PROPS: UseCaseDashboardProps = {
    name: "smus-churn",
    useCase: "churn",
    title: "Churn",
    runs: "endpoint",
    stages: [
      { name: "staging", accountId: "222222222222", region: "eu-west-1" },
      { name: "prod", accountId: "333333333333", region: "eu-west-1" },
    ],
  };
  const widgets = (overrides: Partial<UseCaseDashboardProps> = {}) => {
    const { stack } = inspect((scope) => new UseCaseDashboard(scope, "Dashboard", { ...PROPS, ...overrides }));
    const body = JSON.parse(String(stack.one("aws_cloudwatch_dashboard").dashboard_body)) as {
      widgets: { properties: { title?: string; metrics?: unknown[][] } }[];
    };
    return body.widgets.map(({ properties }) => properties);
  };

  it("asks for metrics of each stage in its own account, under the names that deployments give", () => {
    const errors = widgets().filter(({ title }) => title?.endsWith("errors"));
    expect(errors.map(({ title, metrics }) => [title, metrics?.[1]])).toEqual(
      PROPS.stages.map(({ name, accountId }) => [
        `${name}: errors`,
        [
          "AWS/SageMaker",
          "Invocation5XXErrors",
          "EndpointName",
          `churn-${name}-endpoint`,
          "VariantName",
          "main",
          { accountId },
        ],
      ]),
    );
  });

  it("shows runs of Glue for a data pipeline", () => {
    const [, tasks] = widgets({ runs: "job" });
    expect(tasks.metrics?.[0].slice(0, 4)).toEqual([
      "Glue",
      "glue.driver.aggregate.numCompletedTasks",
      "JobName",
      "churn-staging-pipeline",
    ]);
  });

  it("searches for the metrics of batch jobs in the stage's account, since their names end in ids", () => {
    const [, cpu] = widgets({ runs: "batch" });
    expect(JSON.stringify(cpu.metrics)).toContain("churn-staging-");
    expect(JSON.stringify(cpu.metrics)).toContain("222222222222");
  });
});
