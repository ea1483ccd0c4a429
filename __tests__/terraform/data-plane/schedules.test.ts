import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describeLife } from "../../support/life";
import { ACCOUNT, Cloud, eventually, REGION } from "./cloud";

interface Listed {
  readonly now: string;
  readonly schedules: readonly { readonly arn: string; readonly expression: string; readonly next?: string }[];
}

describeLife("schedules", () => {
  let cloud: Cloud;
  let scheduler: SchedulerClient;
  let role: string;
  beforeAll(async () => {
    cloud = await Cloud.start();
    scheduler = new SchedulerClient(cloud.settings);
    role = await cloud.role("schedules", "scheduler.amazonaws.com", [
      { Action: "lambda:InvokeFunction", Resource: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:swept` },
      { Action: "sqs:SendMessage", Resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:due-*` },
    ]);
  });
  afterAll(() => cloud.stop());
  beforeEach(() => cloud.heard.splice(0));

  const create = (Name: string, input: Partial<CreateScheduleCommandInput>) =>
    scheduler.send(
      new CreateScheduleCommand({
        Name,
        ScheduleExpression: "rate(1 hour)",
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: { Arn: "", RoleArn: role },
        ...input,
      }),
    );
  const remove = (Name: string, GroupName?: string) => scheduler.send(new DeleteScheduleCommand({ Name, GroupName }));
  const advance = (advanceSeconds: number) => cloud.control<{ runs: number }>("schedules", "POST", { advanceSeconds });
  const listed = () => cloud.control<Listed>("schedules");
  const outcomes = async (name: string) => {
    const { deliveries } = await cloud.control<{ deliveries: { source: string; outcome: string; problem?: string }[] }>(
      "deliveries",
    );
    return deliveries.filter(({ source }) => source.endsWith(`/${name}`));
  };

  it("invokes a function with the schedule's role each time that the clock passes", async () => {
    const execution = await cloud.role("swept", "lambda.amazonaws.com", []);
    const Arn = await cloud.fn("swept", execution, "return 1;");
    const Input = '{"sweep":"<aws.scheduler.schedule-arn>","at":"<aws.scheduler.scheduled-time>"}';
    const { ScheduleArn } = await create("sweep", { Target: { Arn, RoleArn: role, Input } });
    expect((await advance(1800)).runs).toBe(0);
    expect((await advance(2 * 3600)).runs).toBe(2);
    await eventually(() => expect(cloud.heard).toHaveLength(2));
    const [first, second] = cloud.heard as { sweep: string; at: string }[];
    expect(first.sweep).toBe(ScheduleArn);
    const apart = Math.abs(Date.parse(second.at) - Date.parse(first.at));
    expect(apart).toBe(3_600_000);
    const { calls } = await cloud.control<{ calls: { operation: string; caller: string }[] }>("log");
    expect(calls.filter(({ operation }) => operation === "Invoke").at(-1)?.caller).toBe(
      `arn:aws:sts::${ACCOUNT}:assumed-role/schedules/scheduler-sweep`,
    );
    await remove("sweep");
  });

  it("shows functions the clock that was put forward, and runs nothing of what was skipped", async () => {
    const execution = await cloud.role("clocked", "lambda.amazonaws.com", []);
    const arn = await cloud.fn(
      "clocked",
      execution,
      "return [Date.now(), new Date().toISOString(), typeof new Date(0)];",
    );
    await create("often", { ScheduleExpression: "rate(1 minute)", Target: { Arn: arn, RoleArn: role } });
    const before = (await listed()).now;
    expect(await cloud.control("schedules", "POST", { skipSeconds: 30 * 86_400 })).toEqual({ runs: 0 });
    const seen = (await cloud.invoke("clocked")) as [number, string, string];
    expect(seen[0] - Date.parse(before)).toBeGreaterThanOrEqual(30 * 86_400_000);
    expect(Math.abs(Date.parse(seen[1]) - seen[0])).toBeLessThan(1000);
    expect(seen[2]).toBe("object");
    await remove("often");
    await expect(cloud.control("schedules", "POST", { skipSeconds: -1 })).rejects.toThrow("skipSeconds");
  });

  it("runs a single time once, in its time zone, and deletes the schedule after it", async () => {
    await scheduler.send(new CreateScheduleGroupCommand({ Name: "expiries" }));
    const queue = await cloud.queue("due-expiries");
    const { now } = await listed();
    const inTokyo = new Date(Date.parse(now) + 9 * 3_600_000 + 600_000).toISOString().slice(0, 19);
    await create("expiry", {
      GroupName: "expiries",
      ScheduleExpression: `at(${inTokyo})`,
      ScheduleExpressionTimezone: "Asia/Tokyo",
      ActionAfterCompletion: "DELETE",
      Target: { Arn: queue.arn, RoleArn: role },
    });
    expect((await advance(300)).runs).toBe(0);
    expect((await advance(86_400)).runs).toBe(1);
    const [body] = await cloud.bodies(queue.url);
    expect(JSON.parse(body)).toMatchObject({ source: "aws.scheduler", "detail-type": "Scheduled Event", detail: "{}" });
    await expect(
      scheduler.send(new GetScheduleCommand({ Name: "expiry", GroupName: "expiries" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("runs a schedule now, and none that is disabled when time passes", async () => {
    const queue = await cloud.queue("due-now");
    const Target = { Arn: queue.arn, RoleArn: role, Input: "text" };
    await create("now", { ScheduleExpression: "cron(0 3 * * ? *)", Target });
    expect(await cloud.control("schedules", "POST", { fire: "now" })).toEqual({ runs: 1 });
    expect(await cloud.bodies(queue.url)).toEqual(["text"]);
    const update = { Name: "now", FlexibleTimeWindow: { Mode: "OFF" }, Target } as const;
    await scheduler.send(
      new UpdateScheduleCommand({ ...update, ScheduleExpression: "cron(0 3 * * ? *)", State: "DISABLED" }),
    );
    expect((await advance(86_400)).runs).toBe(0);
    expect((await listed()).schedules).toEqual([
      { arn: `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/now`, expression: "cron(0 3 * * ? *)" },
    ]);
    await expect(cloud.control("schedules", "POST", { fire: "nothing" })).rejects.toThrow("no schedule nothing");
    await remove("now");
  });

  it("keeps between start and end", async () => {
    const queue = await cloud.queue("due-between");
    const { now } = await listed();
    const at = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000);
    const Target = { Arn: queue.arn, RoleArn: role };
    await create("between", { ScheduleExpression: "rate(10 minutes)", StartDate: at(30), EndDate: at(55), Target });
    expect((await advance(29 * 60)).runs).toBe(0);
    // At 30, 40 and 50 minutes.
    expect((await advance(86_400)).runs).toBe(3);
    await remove("between");
  });

  it("sends what the role may not deliver to the dead-letter queue", async () => {
    const queue = await cloud.queue("other");
    const dead = await cloud.queue("due-dead");
    const Target = { Arn: queue.arn, RoleArn: role, Input: "{}", DeadLetterConfig: { Arn: dead.arn } };
    await create("refused", { Target });
    await cloud.control("schedules", "POST", { fire: "refused" });
    expect(await cloud.bodies(dead.url)).toEqual(["{}"]);
    expect(await cloud.bodies(queue.url)).toEqual([]);
    expect(await outcomes("refused")).toMatchObject([
      { outcome: "DEAD_LETTER", problem: expect.stringContaining("NO_PERMISSIONS") as string },
    ]);
    await remove("refused");
  });

  it("gives a rule with a schedule its event", async () => {
    const events = new EventBridgeClient(cloud.settings);
    const queue = await cloud.queue("nightly");
    const { RuleArn } = await events.send(new PutRuleCommand({ Name: "nightly", ScheduleExpression: "rate(1 day)" }));
    await events.send(new PutTargetsCommand({ Rule: "nightly", Targets: [{ Id: "0", Arn: queue.arn }] }));
    const Statement = {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queue.arn,
      Condition: { ArnEquals: { "aws:SourceArn": RuleArn } },
    };
    const Attributes = { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) };
    await new SQSClient(cloud.settings).send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes }));
    await listed();
    expect((await advance(86_400)).runs).toBe(1);
    expect((await cloud.bodies(queue.url)).map((body) => JSON.parse(body) as object)).toMatchObject([
      { source: "aws.events", "detail-type": "Scheduled Event", resources: [RuleArn], detail: {} },
    ]);
  });

  it("refuses expressions that are none, and roles that do not trust the service", async () => {
    const queue = await cloud.queue("due-refused");
    const Target = { Arn: queue.arn, RoleArn: role };
    await expect(create("wrong", { ScheduleExpression: "rate(1 hours)", Target })).rejects.toMatchObject({
      name: "ValidationException",
      message: "Invalid Schedule Expression rate(1 hours).",
    });
    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/swept`;
    await expect(create("untrusted", { Target: { Arn: queue.arn, RoleArn } })).rejects.toMatchObject({
      name: "ValidationException",
      message: "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    });
    await expect(
      new EventBridgeClient(cloud.settings).send(
        new PutRuleCommand({ Name: "once", ScheduleExpression: "at(2026-01-01T00:00:00)" }),
      ),
    ).rejects.toThrow("Parameter ScheduleExpression is not valid.");
    await expect(advance(-1)).rejects.toThrow("0 or more");
  });
});
