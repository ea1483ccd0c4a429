import { CreateProjectCommand, DataZoneClient } from "@aws-sdk/client-datazone";
import {
  CreateEventBusCommand,
  DisableRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from "@aws-sdk/client-eventbridge";
import { AddPermissionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describeLife } from "../../support/life";
import { ACCOUNT, Cloud, eventually, REGION } from "./cloud";

const SOURCE = "com.example.orders";

describeLife("rules of EventBridge", () => {
  let cloud: Cloud;
  let events: EventBridgeClient;
  beforeAll(async () => {
    cloud = await Cloud.start();
    events = new EventBridgeClient(cloud.settings);
  });
  afterAll(() => cloud.stop());
  beforeEach(() => cloud.heard.splice(0));

  const ruleArn = (name: string, bus = "") => `arn:aws:events:${REGION}:${ACCOUNT}:rule/${bus}${name}`;
  const rule = async (name: string, pattern: object, target: Omit<Target, "Id">, EventBusName?: string) => {
    await events.send(new PutRuleCommand({ Name: name, EventPattern: JSON.stringify(pattern), EventBusName }));
    await events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: "0", ...target } as Target], EventBusName }));
  };
  const put = (...entries: PutEventsRequestEntry[]) =>
    events.send(
      new PutEventsCommand({ Entries: entries.map((entry) => ({ Source: SOURCE, DetailType: "Order", ...entry })) }),
    );
  const policy = (queueArn: string, source: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: { ArnEquals: { "aws:SourceArn": source } },
      },
    });
  /** A queue that lets a rule in. */
  const open = async (name: string, source: string, attributes: Record<string, string> = {}) => {
    const queue = await cloud.queue(name, attributes);
    const Attributes = { Policy: policy(queue.arn, source) };
    await new SQSClient(cloud.settings).send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes }));
    return queue;
  };
  const deliveries = async (source: string) => {
    const { deliveries: all } = await cloud.control<{
      deliveries: { source: string; outcome: string; problem?: string }[];
    }>("deliveries");
    return all.filter((delivery) => delivery.source === source);
  };

  it("hands an event that the emulator sends to a queue which lets the rule in", async () => {
    const queue = await open("doorbells", ruleArn("projects"));
    const pattern = { source: ["aws.datazone"], detail: { eventName: [{ prefix: "Create" }] } };
    await rule("projects", pattern, { Arn: queue.arn });
    const datazone = new DataZoneClient(cloud.settings);
    await datazone
      .send(new CreateProjectCommand({ domainIdentifier: "dzd-0000000000000", name: "p" }))
      .catch(() => undefined);
    await eventually(async () => {
      const [body] = await cloud.bodies(queue.url);
      expect(JSON.parse(body)).toMatchObject({
        version: "0",
        source: "aws.datazone",
        "detail-type": "AWS API Call via CloudTrail",
        account: ACCOUNT,
        region: REGION,
        resources: [],
        detail: { eventSource: "datazone.amazonaws.com", eventName: "CreateProject" },
      });
    });
    expect(await deliveries(ruleArn("projects"))).toMatchObject([{ outcome: "DELIVERED" }]);
  });

  it("delivers nothing to a queue that lets in another rule, and keeps the event in the dead-letter queue", async () => {
    const queue = await open("closed", ruleArn("another"));
    const dead = await open("closed-dead", ruleArn("refused"));
    await rule(
      "refused",
      { source: [SOURCE], detail: { id: ["r"] } },
      { Arn: queue.arn, DeadLetterConfig: { Arn: dead.arn } },
    );
    await put({ Detail: '{"id":"r"}' });
    await eventually(async () => {
      const receive = new ReceiveMessageCommand({ QueueUrl: dead.url, MessageAttributeNames: ["All"] });
      const { Messages = [] } = await new SQSClient(cloud.settings).send(receive);
      expect(JSON.parse(Messages[0].Body!)).toMatchObject({ source: SOURCE, detail: { id: "r" } });
      expect(Messages[0].MessageAttributes).toMatchObject({
        RULE_ARN: { StringValue: ruleArn("refused") },
        TARGET_ARN: { StringValue: queue.arn },
        ERROR_CODE: { StringValue: "NO_PERMISSIONS" },
      });
    });
    expect(await cloud.bodies(queue.url)).toEqual([]);
    expect(await deliveries(ruleArn("refused"))).toMatchObject([{ outcome: "DEAD_LETTER" }]);
  });

  it("says what is lost without a dead-letter queue", async () => {
    const Arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:nowhere`;
    await rule("lost", { source: [SOURCE], detail: { id: ["l"] } }, { Arn });
    await put({ Detail: '{"id":"l"}' });
    await eventually(async () =>
      expect(await deliveries(ruleArn("lost"))).toMatchObject([
        { outcome: "LOST", problem: expect.stringMatching(/^NO_PERMISSIONS: events.amazonaws.com is not/) as string },
      ]),
    );
  });

  it("invokes a function that lets the rule in, with what the transformer makes of the event", async () => {
    const role = await cloud.role("told", "lambda.amazonaws.com", []);
    const arn = await cloud.fn("told", role, "return 1;");
    await new LambdaClient(cloud.settings).send(
      new AddPermissionCommand({
        FunctionName: "told",
        StatementId: "rule",
        Action: "lambda:InvokeFunction",
        Principal: "events.amazonaws.com",
        SourceArn: ruleArn("tell"),
      }),
    );
    await rule(
      "tell",
      { source: [SOURCE], detail: { id: ["t"] } },
      {
        Arn: arn,
        InputTransformer: {
          InputPathsMap: { id: "$.detail.id", items: "$.detail.items" },
          InputTemplate: '{"order": <id>, "text": "order <id> by <aws.events.rule-name>", "first": <items>}',
        },
      },
    );
    await put({ Detail: '{"id":"t","items":[{"n":1}]}' });
    await eventually(() => expect(cloud.heard).toEqual([{ order: "t", text: "order t by tell", first: [{ n: 1 }] }]));
  });

  it("keeps buses apart, and hands on to another bus with the target's role", async () => {
    await events.send(new CreateEventBusCommand({ Name: "orders" }));
    const bus = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/orders`;
    const queue = await open("of-orders", ruleArn("all", "orders/"));
    await rule("all", { source: [{ prefix: "com.example" }] }, { Arn: queue.arn }, "orders");
    await put({ Detail: '{"id":"b"}' }, { Detail: '{"id":"c"}', EventBusName: "orders" });
    await eventually(async () =>
      expect((await cloud.bodies(queue.url)).map((body) => JSON.parse(body) as object)).toMatchObject([
        { detail: { id: "c" } },
      ]),
    );
    const role = await cloud.role("hand-on", "events.amazonaws.com", [{ Action: "events:PutEvents", Resource: bus }]);
    await rule("hand-on", { source: [SOURCE], detail: { id: ["h"] } }, { Arn: bus, RoleArn: role });
    await put({ Detail: '{"id":"h"}' });
    await eventually(async () =>
      expect((await cloud.bodies(queue.url)).some((body) => body.includes('"id":"h"'))).toBe(true),
    );
  });

  it("delivers to an encrypted queue only where its key lets EventBridge use it", async () => {
    const kms = new KMSClient(cloud.settings);
    const root = {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "kms:*",
      Resource: "*",
    };
    const service = {
      ...root,
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    };
    for (const [name, statements] of Object.entries({ shut: [root], opened: [root, service] })) {
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
      const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy }));
      const queue = await open(`key-${name}`, ruleArn(`key-${name}`), { KmsMasterKeyId: KeyMetadata!.KeyId! });
      await rule(`key-${name}`, { source: [SOURCE], detail: { id: ["k"] } }, { Arn: queue.arn });
    }
    await put({ Detail: '{"id":"k"}' });
    await eventually(async () => {
      expect(await deliveries(ruleArn("key-opened"))).toMatchObject([{ outcome: "DELIVERED" }]);
      expect(await deliveries(ruleArn("key-shut"))).toMatchObject([
        { outcome: "LOST", problem: expect.stringContaining("kms:GenerateDataKey") as string },
      ]);
    });
  });

  it("leaves out rules that are disabled", async () => {
    const queue = await open("off", ruleArn("off"));
    await rule("off", { source: [SOURCE] }, { Arn: queue.arn });
    await events.send(new DisableRuleCommand({ Name: "off" }));
    await put({ Detail: '{"id":"o"}' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await deliveries(ruleArn("off"))).toEqual([]);
  });

  it("refuses entries and patterns that EventBridge refuses", async () => {
    const { FailedEntryCount, Entries } = await put(
      { Source: "aws.datazone", Detail: "{}" },
      { Detail: "[1]" },
      { DetailType: "" },
      { Detail: "{}" },
    );
    expect(FailedEntryCount).toBe(3);
    expect(Entries?.map(({ ErrorCode, EventId }) => ErrorCode ?? typeof EventId)).toEqual([
      "NotAuthorizedForSourceException",
      "MalformedDetail",
      "InvalidArgument",
      "string",
    ]);
    const wrong = new PutRuleCommand({ Name: "wrong", EventPattern: '{"source":[{"sufix":"x"}]}' });
    await expect(events.send(wrong)).rejects.toMatchObject({
      name: "InvalidEventPatternException",
      message: "Event pattern is not valid. Reason: Unrecognized match type sufix",
    });
  });
});
