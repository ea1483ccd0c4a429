import { CreateTableCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { describeLife } from "../../support/life";
import { ACCOUNT, Cloud, eventually, REGION } from "./cloud";

describeLife("state machines", () => {
  let cloud: Cloud;
  let sfn: SFNClient;
  let machine: string;
  beforeAll(async () => {
    cloud = await Cloud.start();
    sfn = new SFNClient(cloud.settings);
    machine = await made();
  });
  afterAll(() => cloud.stop());
  beforeEach(() => cloud.heard.splice(0));

  /** A machine that calls a function, waits, writes an item, and sends a message that its role may not send. */
  const made = async (): Promise<string> => {
    await new DynamoDBClient(cloud.settings).send(
      new CreateTableCommand({
        TableName: "requests",
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
    const queue = await cloud.queue("not-permitted");
    const fn = await cloud.fn(
      "decide",
      await cloud.role("decide", "lambda.amazonaws.com", []),
      "if (event.fail) throw new TypeError('no'); return { decision: 'approve', ...event };",
    );
    const roleArn = await cloud.role("machine", "states.amazonaws.com", [
      { Action: "lambda:InvokeFunction", Resource: fn },
      { Action: "dynamodb:PutItem", Resource: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/requests` },
    ]);
    const definition = JSON.stringify({
      StartAt: "Decide",
      States: {
        Decide: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          Parameters: { FunctionName: fn, "Payload.$": "$" },
          OutputPath: "$.Payload",
          Catch: [{ ErrorEquals: ["TypeError"], Next: "Failed" }],
          Next: "Wait",
        },
        Wait: { Type: "Wait", Seconds: 1, Next: "Record" },
        Record: {
          Type: "Task",
          Resource: "arn:aws:states:::dynamodb:putItem",
          Parameters: {
            TableName: "requests",
            Item: { id: { "S.$": "$.id" }, decision: { "S.$": "$.decision" } },
          },
          ResultPath: null,
          Next: "Tell",
        },
        Tell: {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage",
          Parameters: { QueueUrl: queue.url, MessageBody: "x" },
          Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.refusal", Next: "Done" }],
          End: true,
        },
        Done: { Type: "Succeed" },
        Failed: { Type: "Fail", Error: "Rejected" },
      },
    });
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name: "access", definition, roleArn }));
    return stateMachineArn!;
  };
  const start = async (input: object): Promise<string> => {
    const command = new StartExecutionCommand({ stateMachineArn: machine, input: JSON.stringify(input) });
    return (await sfn.send(command)).executionArn!;
  };
  const ended = async (executionArn: string) => {
    await eventually(async () =>
      expect((await sfn.send(new DescribeExecutionCommand({ executionArn }))).status).not.toBe("RUNNING"),
    );
    return sfn.send(new DescribeExecutionCommand({ executionArn }));
  };

  it("runs in its account with its role, and every call of it is judged", async () => {
    const { status, output, executionArn } = await ended(await start({ id: "r1" }));
    expect(executionArn).toMatch(new RegExp(`^arn:aws:states:${REGION}:${ACCOUNT}:execution:access:[0-9a-f-]{36}$`));
    expect(status).toBe("SUCCEEDED");
    const { refusal, ...rest } = JSON.parse(output!) as { refusal: { Error: string; Cause: string } };
    expect(rest).toEqual({ id: "r1", decision: "approve" });
    expect(refusal.Cause).toContain(
      `arn:aws:sts::${ACCOUNT}:assumed-role/machine/states is not authorized to perform: sqs:sendmessage`,
    );
    const item = await new DynamoDBClient(cloud.settings).send(
      new GetItemCommand({ TableName: "requests", Key: { id: { S: "r1" } } }),
    );
    expect(item.Item).toMatchObject({ decision: { S: "approve" } });
    expect(cloud.heard).toEqual([{ id: "r1" }]);
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        "ExecutionStarted",
        "TaskSucceeded",
        "WaitStateEntered",
        "TaskFailed",
        "ExecutionSucceeded",
      ]),
    );
  });

  it("catches an error of a function by its name", async () => {
    const { status, error } = await ended(await start({ id: "r2", fail: true }));
    expect([status, error]).toEqual(["FAILED", "Rejected"]);
  });

  it("waits for the one who has its token", async () => {
    const { arn } = await cloud.queue("waiting");
    const roleArn = await cloud.role("waiting", "states.amazonaws.com", [{ Action: "sqs:SendMessage", Resource: arn }]);
    const QueueUrl = `${cloud.url}/${ACCOUNT}/waiting`;
    const definition = JSON.stringify({
      StartAt: "Ask",
      States: {
        Ask: {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
          Parameters: { QueueUrl, "MessageBody.$": "$$.Task.Token" },
          End: true,
        },
      },
    });
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand({ name: "waiting", definition, roleArn }));
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    let token = "";
    await eventually(async () => {
      [token] = await cloud.bodies(QueueUrl);
      expect(token).toBeTruthy();
    });
    await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"decided":true}' }));
    expect(await ended(executionArn!)).toMatchObject({ status: "SUCCEEDED", output: '{"decided":true}' });
  });

  it("is started by a rule with the target's role", async () => {
    const role = await cloud.role("starter", "events.amazonaws.com", [
      { Action: "states:StartExecution", Resource: machine },
    ]);
    const events = new EventBridgeClient(cloud.settings);
    await events.send(new PutRuleCommand({ Name: "start", EventPattern: '{"source":["com.example.access"]}' }));
    const target = { Id: "0", Arn: machine, RoleArn: role, InputPath: "$.detail" };
    await events.send(new PutTargetsCommand({ Rule: "start", Targets: [target] }));
    const Entries = [{ Source: "com.example.access", DetailType: "Asked", Detail: '{"id":"r3"}' }];
    await events.send(new PutEventsCommand({ Entries }));
    await eventually(() => expect(cloud.heard).toEqual([{ id: "r3" }]));
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    expect(executions).toHaveLength(3);
  });

  it("is refused with a role that Step Functions cannot assume, and with a definition that is none", async () => {
    const roleArn = `arn:aws:iam::${ACCOUNT}:role/decide`;
    const definition = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';
    await expect(
      sfn.send(new CreateStateMachineCommand({ name: "untrusted", definition, roleArn })),
    ).rejects.toMatchObject({ name: "AccessDeniedException", message: expect.stringContaining("Neither") as string });
    const machineRole = `arn:aws:iam::${ACCOUNT}:role/machine`;
    await expect(
      sfn.send(new CreateStateMachineCommand({ name: "wrong", definition: '{"States":{}}', roleArn: machineRole })),
    ).rejects.toMatchObject({
      name: "InvalidDefinition",
      message: expect.stringMatching(/^Invalid State Machine Definition: /) as string,
    });
  });

  it("goes into a snapshot without its executions", async () => {
    const directory = cloud.directoryFor("saved");
    await cloud.control("save", "POST", { directory });
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    expect(executions).toHaveLength(3);
    const other = await Cloud.start(directory);
    try {
      const copy = new SFNClient(other.settings);
      expect((await copy.send(new ListExecutionsCommand({ stateMachineArn: machine }))).executions).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});
