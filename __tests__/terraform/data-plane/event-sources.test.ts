import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describeLife } from "../../support/life";
import { ACCOUNT, Cloud, eventually, REGION } from "./cloud";

const READS = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string; readonly attributes: object }[];
}

describeLife("event source mappings of queues", () => {
  let cloud: Cloud;
  let lambda: LambdaClient;
  let sqs: SQSClient;
  beforeAll(async () => {
    cloud = await Cloud.start();
    lambda = new LambdaClient(cloud.settings);
    sqs = new SQSClient(cloud.settings);
  });
  afterAll(() => cloud.stop());
  beforeEach(() => cloud.heard.splice(0));

  const permitted = (name: string) => [{ Action: READS, Resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}` }];
  /** A queue whose messages come back after a second, and a function that reads it. */
  const world = async (name: string, answer: string) => {
    const dead = await cloud.queue(`${name}-dead`);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const queue = await cloud.queue(name, { VisibilityTimeout: "1", RedrivePolicy });
    const role = await cloud.role(name, "lambda.amazonaws.com", permitted(name));
    const arn = await cloud.fn(name, role, answer, 1);
    return { dead, queue, arn };
  };
  const map = (input: Partial<CreateEventSourceMappingCommandInput>) =>
    lambda.send(new CreateEventSourceMappingCommand({ FunctionName: undefined, ...input }));
  const send = (url: string, ...bodies: string[]) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: bodies.map((MessageBody, at) => ({ Id: String(at), MessageBody })),
      }),
    );
  const heardBodies = () => (cloud.heard as QueueEvent[]).flatMap(({ Records }) => Records.map(({ body }) => body));

  it("hands messages to the function in the event that AWS documents, and takes them off the queue", async () => {
    const { queue, arn } = await world("plain", "return {};");
    const { State } = await map({ FunctionName: "plain", EventSourceArn: queue.arn });
    expect(State).toBe("Creating");
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queue.url,
        MessageBody: "hello",
        MessageAttributes: { kind: { DataType: "String", StringValue: "greeting" } },
      }),
    );
    await eventually(() => expect(cloud.heard).toHaveLength(1));
    expect(cloud.heard[0]).toEqual({
      Records: [
        {
          messageId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          receiptHandle: expect.any(String) as string,
          body: "hello",
          attributes: expect.objectContaining({
            ApproximateReceiveCount: "1",
            SentTimestamp: expect.stringMatching(/^\d{13}$/) as string,
            SenderId: expect.any(String) as string,
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/) as string,
          }) as object,
          messageAttributes: {
            kind: { stringValue: "greeting", stringListValues: [], binaryListValues: [], dataType: "String" },
          },
          md5OfBody: "5d41402abc4b2a76b9719d911017c592",
          eventSource: "aws:sqs",
          eventSourceARN: queue.arn,
          awsRegion: REGION,
        },
      ],
    });
    await eventually(async () => expect(await cloud.depth(queue.url)).toEqual({ waiting: 0, inFlight: 0 }));
    const { EventSourceMappings = [] } = await lambda.send(
      new ListEventSourceMappingsCommand({ EventSourceArn: queue.arn }),
    );
    expect(EventSourceMappings).toMatchObject([{ State: "Enabled", FunctionArn: arn, LastProcessingResult: "OK" }]);
    const { calls } = await cloud.control<{ calls: { service: string; operation: string; caller: string }[] }>("log");
    const receiving = calls.find(({ operation }) => operation === "ReceiveMessage");
    expect(receiving?.caller).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/plain/AWSLambdaPoller`);
  });

  it("keeps what the function reports as failed, until the queue moves it to the dead-letter queue", async () => {
    const { queue, dead } = await world(
      "partly",
      "return { batchItemFailures: event.Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) };",
    );
    await map({
      FunctionName: "partly",
      EventSourceArn: queue.arn,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    await send(queue.url, "good", "bad");
    await eventually(async () => expect(await cloud.bodies(dead.url)).toEqual(["bad"]));
    expect(heardBodies().filter((body) => body === "good")).toHaveLength(1);
    expect(heardBodies().filter((body) => body === "bad")).toHaveLength(2);
    expect(await cloud.depth(queue.url)).toEqual({ waiting: 0, inFlight: 0 });
  });

  it("keeps the whole batch of a function that throws", async () => {
    const { queue, dead } = await world("throws", "throw new Error('no');");
    await map({ FunctionName: "throws", EventSourceArn: queue.arn });
    await send(queue.url, "a", "b");
    await eventually(async () => expect((await cloud.bodies(dead.url)).sort()).toEqual(["a", "b"]));
    const [mapping] = (await lambda.send(new ListEventSourceMappingsCommand({ FunctionName: "throws" })))
      .EventSourceMappings!;
    expect(mapping.LastProcessingResult).toBe("PROBLEM: Function call failed");
  });

  it("fills batches up to their size, and drops what no filter lets through", async () => {
    const { queue } = await world("sized", "return null;");
    const disabled = await map({
      FunctionName: "sized",
      EventSourceArn: queue.arn,
      BatchSize: 2,
      Enabled: false,
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { n: [{ numeric: ["<", 5] }] } }) }] },
    });
    await send(queue.url, ...[1, 2, 3, 4, 5].map((n) => JSON.stringify({ n })));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(cloud.heard).toEqual([]);
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: disabled.UUID, Enabled: true }));
    await eventually(async () => expect(await cloud.depth(queue.url)).toEqual({ waiting: 0, inFlight: 0 }));
    expect(heardBodies().sort()).toEqual([1, 2, 3, 4].map((n) => JSON.stringify({ n })));
    for (const { Records } of cloud.heard as QueueEvent[]) expect(Records.length).toBeLessThanOrEqual(2);
  });

  it("hands over again what a killed function had, when the clock passes the time for which the queue hides it", async () => {
    const queue = await cloud.queue("hidden", { VisibilityTimeout: "3600" });
    const called = { Action: "datazone:ListDomains", Resource: "*" };
    const role = await cloud.role("hidden", "lambda.amazonaws.com", [...permitted("hidden"), called]);
    const call = `await fetch(process.env.AWS_ENDPOINT_URL + "/v2/domains", { headers: { authorization:
      "AWS4-HMAC-SHA256 Credential=" + process.env.AWS_ACCESS_KEY_ID + "/20260101/${REGION}/datazone/aws4_request" } });`;
    await cloud.fn("hidden", role, `${call} return {};`);
    await map({ FunctionName: "hidden", EventSourceArn: queue.arn });
    const kill = { mode: "kill", function: "hidden", afterCalls: 1 };
    await cloud.control("faults", "POST", [{ ...kill, function: "other" }, kill]);
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: "late", DelaySeconds: 900 }));
    await send(queue.url, "now");
    const faultsLeft = async () =>
      (await cloud.control<{ faults: { left: number }[] }>("faults")).faults.map(({ left }) => left);
    await eventually(async () => expect(await faultsLeft()).toEqual([1, 0]));
    const hidden = { waiting: 0, inFlight: 1 };
    await eventually(async () => expect(await cloud.depth(queue.url)).toEqual(hidden));
    await eventually(() => expect(heardBodies()).toEqual(["now"]));
    await cloud.control("schedules", "POST", { skipSeconds: 1000 });
    await eventually(() => expect(heardBodies()).toEqual(["now", "late"]));
    await eventually(async () => expect(await cloud.depth(queue.url)).toEqual(hidden));
    await cloud.control("schedules", "POST", { skipSeconds: 2700 });
    await eventually(() => expect(heardBodies()).toEqual(["now", "late", "now"]));
    await eventually(async () => expect(await cloud.depth(queue.url)).toEqual({ waiting: 0, inFlight: 0 }));
    await cloud.control("faults", "DELETE");
  });

  it("says why messages wait when the role has lost a permission, and goes on when it has it again", async () => {
    const { queue } = await world("lost", "return {};");
    const { UUID } = await map({ FunctionName: "lost", EventSourceArn: queue.arn });
    await cloud.permit("lost", [{ Action: "sqs:DeleteMessage", Resource: "*" }]);
    await send(queue.url, "one");
    const read = () => lambda.send(new GetEventSourceMappingCommand({ UUID }));
    await eventually(async () =>
      expect((await read()).LastProcessingResult).toContain(
        "assumed-role/lost/AWSLambdaPoller is not authorized to perform: sqs:receivemessage",
      ),
    );
    expect(cloud.heard).toEqual([]);
    await cloud.permit("lost", permitted("lost"));
    await eventually(() => expect(heardBodies()).toEqual(["one"]));
  });

  it("refuses what Lambda refuses", async () => {
    const { queue } = await world("refused", "return {};");
    const slow = await cloud.queue("slow", { VisibilityTimeout: "0" });
    await cloud.role("poor", "lambda.amazonaws.com", [{ Action: READS.slice(0, 2), Resource: "*" }]);
    await cloud.fn("poor", `arn:aws:iam::${ACCOUNT}:role/poor`, "");
    await map({ FunctionName: "refused", EventSourceArn: queue.arn, Tags: { a: "b" } });
    await expect(map({ FunctionName: "refused", EventSourceArn: queue.arn })).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: expect.stringMatching(
        /already exists. Please update or delete the existing mapping with UUID/,
      ) as string,
    });
    const refusal = async (input: Partial<CreateEventSourceMappingCommandInput>): Promise<string> =>
      map(input).then(
        () => "none",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    expect(await refusal({ FunctionName: "poor", EventSourceArn: queue.arn })).toBe(
      "InvalidParameterValueException: The provided execution role does not have permissions to call GetQueueAttributes on SQS",
    );
    await cloud.permit("refused", [{ Action: READS, Resource: "*" }]);
    expect(await refusal({ FunctionName: "refused", EventSourceArn: slow.arn })).toBe(
      "InvalidParameterValueException: Queue visibility timeout: 0 seconds is less than Function timeout: 1 seconds",
    );
    expect(await refusal({ FunctionName: "refused", EventSourceArn: `${queue.arn}-gone` })).toMatch(
      /QueueDoesNotExist/,
    );
    expect(await refusal({ FunctionName: "refused", EventSourceArn: slow.arn, BatchSize: 11 })).toMatch(
      /batch window in seconds must be greater than 0/,
    );
    const Filters = [{ Pattern: '{"body":{"a":[]}}' }];
    expect(await refusal({ FunctionName: "refused", EventSourceArn: slow.arn, FilterCriteria: { Filters } })).toMatch(
      /Invalid filter pattern definition/,
    );
  });

  it("forgets a mapping that is deleted, with its tags", async () => {
    const { EventSourceMappings = [] } = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: "refused" }),
    );
    const [{ UUID, EventSourceMappingArn }] = EventSourceMappings;
    expect((await lambda.send(new ListTagsCommand({ Resource: EventSourceMappingArn }))).Tags).toEqual({ a: "b" });
    const { State } = await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    expect(State).toBe("Deleting");
    await expect(lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toThrow(
      "The resource you requested does not exist.",
    );
  });
});
