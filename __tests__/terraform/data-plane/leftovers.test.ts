import { ApiGatewayV2Client, CreateApiCommand, DeleteApiCommand } from "@aws-sdk/client-apigatewayv2";
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteRuleCommand, EventBridgeClient, PutRuleCommand } from "@aws-sdk/client-eventbridge";
import { CreateEventSourceMappingCommand, DeleteEventSourceMappingCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateScheduleCommand, DeleteScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { APPLICATION_KINDS, applicationInventory } from "../../../sandbox/launcher/application-inventory";
import { classicInventory } from "../../../sandbox/launcher/moto-inventory";
import { asRoot } from "../../../sandbox/launcher/root-user";
import { describeLife } from "../../support/life";
import { ACCOUNT, Cloud, REGION } from "./cloud";

describeLife("what is left of the application", () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await Cloud.start();
  });
  afterAll(() => cloud.stop());

  const ask = () => asRoot(cloud.url, ACCOUNT, REGION);
  const monitoring = (query: string) => ask()("monitoring", { query: `${query}&Version=2010-08-01` });
  const sns = (query: string) => ask()("sns", { query: `${query}&Version=2010-03-31` });

  it("is found, kind by kind, and is not there where nothing is", async () => {
    const nothing = Object.fromEntries(APPLICATION_KINDS.map((kind) => [kind, []]));
    expect(await applicationInventory(ask())).toEqual(nothing);

    const { settings } = cloud;
    const role = await cloud.role("left", "lambda.amazonaws.com", [
      { Action: "sqs:*", Resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:left` },
    ]);
    const [table, events, scheduler] = [
      new DynamoDBClient(settings),
      new EventBridgeClient(settings),
      new SchedulerClient(settings),
    ];
    await table.send(
      new CreateTableCommand({
        TableName: "left",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      }),
    );
    const queue = await cloud.queue("left");
    await sns("Action=CreateTopic&Name=left");
    const gateway = new ApiGatewayV2Client(settings);
    const { ApiId } = await gateway.send(new CreateApiCommand({ Name: "left", ProtocolType: "HTTP" }));
    const FunctionName = await cloud.fn("left", role, "");
    const lambda = new LambdaClient(settings);
    const { UUID } = await lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: queue.arn }),
    );
    await events.send(new PutRuleCommand({ Name: "left", EventPattern: '{"source":["aws.datazone"]}' }));
    await scheduler.send(
      new CreateScheduleCommand({
        ...{ Name: "left", ScheduleExpression: "rate(30 days)", FlexibleTimeWindow: { Mode: "OFF" } },
        Target: { Arn: FunctionName, RoleArn: await cloud.role("calls", "scheduler.amazonaws.com", []) },
      }),
    );
    await monitoring(
      "Action=PutMetricAlarm&AlarmName=left&ComparisonOperator=GreaterThanThreshold&EvaluationPeriods=1&MetricName=Errors&Namespace=AWS%2FLambda&Period=60&Statistic=Sum&Threshold=1",
    );
    await monitoring("Action=PutDashboard&DashboardName=left&DashboardBody=%7B%22widgets%22%3A%5B%5D%7D");

    const all = Object.fromEntries(APPLICATION_KINDS.map((kind) => [kind, ["left"]]));
    expect(await applicationInventory(ask())).toEqual({ ...all, eventSourceMappings: [UUID] });

    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await Promise.all([
      table.send(new DeleteTableCommand({ TableName: "left" })),
      new SQSClient(settings).send(new DeleteQueueCommand({ QueueUrl: queue.url })),
      sns(`Action=DeleteTopic&TopicArn=arn:aws:sns:${REGION}:${ACCOUNT}:left`),
      events.send(new DeleteRuleCommand({ Name: "left" })),
      scheduler.send(new DeleteScheduleCommand({ Name: "left" })),
      monitoring("Action=DeleteAlarms&AlarmNames.member.1=left"),
      monitoring("Action=DeleteDashboards&DashboardNames.member.1=left"),
      gateway.send(new DeleteApiCommand({ ApiId })),
    ]);
    const left = await applicationInventory(ask());
    expect({ ...left, eventSourceMappings: [] }).toEqual(nothing);
  });

  it("is found on every page, where moto gives ten, fifty or a hundred", async () => {
    const counts = { parameters: 12, logGroups: 55, roles: 105 };
    const each = (count: number, make: (name: string) => Promise<unknown>) =>
      Promise.all(Array.from({ length: count }, (_, index) => make(`many-${index}`)));
    const document = encodeURIComponent('{"Version":"2012-10-17","Statement":[]}');
    await each(counts.parameters, (Name) =>
      ask()("ssm", { target: "AmazonSSM.PutParameter", body: { Name, Value: "x", Type: "String" } }),
    );
    await each(counts.logGroups, (logGroupName) =>
      ask()("logs", { target: "Logs_20140328.CreateLogGroup", body: { logGroupName } }),
    );
    await each(counts.roles, (name) =>
      ask()("iam", {
        query: `Action=CreateRole&Version=2010-05-08&RoleName=${name}&AssumeRolePolicyDocument=${document}`,
      }),
    );
    const port = Number(new URL(cloud.url).port);
    const found = await classicInventory({ motoPort: port, emulatorPort: port }, ACCOUNT, [REGION]);
    const many = (names: readonly string[]) => new Set(names.filter((name) => name.startsWith("many-"))).size;
    expect({
      ...{ parameters: many(found.parameters), logGroups: many(found.logGroups), roles: many(found.roles) },
    }).toEqual(counts);
  });
});
