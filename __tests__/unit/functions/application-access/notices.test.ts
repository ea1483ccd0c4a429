import type { PublishCommand, PublishCommandInput, SNSClient } from "@aws-sdk/client-sns";
import { noticeText, TopicNotices } from "../../../../functions/application-access/notices";
import { freshRecord, type AccessRecord, type NoticeKind } from "../../../../governance/access";

const HELD: AccessRecord = {
  ...freshRecord("r-1"),
  facts: {
    asset: {},
    producer: { unit: "finance" },
    consumer: { unit: "marketing" },
    requester: {},
    request: { purpose: "analysis" },
  },
  held: {
    queue: "stewards",
    since: "2026-11-01T00:00:00.000Z",
    remindAt: "2026-11-04T00:00:00.000Z",
    lapsesAt: "2026-11-15T00:00:00.000Z",
    reason: "No rule decides.",
    consents: [],
  },
};

const ASKED: NonNullable<AccessRecord["asked"]> = {
  ...{ requester: "profile-ann", assetId: "a-1", assetType: "table", listingId: "l-1", consumerProjectId: "" },
  ...{ producerProjectId: "finance", askedAt: "2026-11-01T00:00:00.000Z", reason: "Reports" },
  names: { asset: "", consumerProject: "", producerProject: "" },
};

async function published(record: AccessRecord, notice: NoticeKind): Promise<PublishCommandInput> {
  const sent: PublishCommandInput[] = [];
  const client = { send: ({ input }: PublishCommand) => Promise.resolve(void sent.push(input)) };
  await new TopicNotices(client as unknown as SNSClient, { notices: "for-people", alarms: "for-operators" }).send(
    record,
    notice,
  );
  return sent[0];
}

describe("a notice", () => {
  it("goes to people, with attributes that subscriptions filter by", async () => {
    expect(await published(HELD, "held")).toMatchObject({
      TopicArn: "for-people",
      MessageStructure: "json",
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "held" },
        queue: { DataType: "String", StringValue: "stewards" },
        producerUnit: { DataType: "String", StringValue: "finance" },
        consumerUnit: { DataType: "String", StringValue: "marketing" },
      },
    });
  });

  it("goes to operators where access is not what was decided, and has no attribute that is not known", async () => {
    const alarm = await published(freshRecord("r-2"), "alarm");
    expect(alarm.TopicArn).toBe("for-operators");
    expect(Object.keys(alarm.MessageAttributes ?? {})).toEqual(["kind"]);
  });

  it.each([
    "held",
    "reminder",
    "approved",
    "rejected",
    "active",
    "grant-delayed",
    "expiry-reminder",
    "ended",
    "decided-outside",
    "alarm",
  ] as const)("has a subject that SNS takes, a text and data: %s", async (kind) => {
    const { Subject = "", Message = "{}" } = await published(HELD, kind);
    // SNS takes ASCII of at most 100 characters that begins with a letter, digit or punctuation.
    expect(Subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,99}$/);
    const { default: data, email } = JSON.parse(Message) as Record<"default" | "email", string>;
    expect(JSON.parse(data)).toMatchObject({ kind, requestId: "r-1" });
    expect(email).toContain("request: r-1");
  });

  it("names what is asked for and by whom, and says so where rules do not speak of it", async () => {
    const names = { asset: "Sales", consumerProject: "user ann", producerProject: "Finance" };
    const record: AccessRecord = { ...HELD, asked: { ...ASKED, beyond: "user", names } };
    expect(noticeText(record, "held")).toContain("asks for: Sales\nin the name of: user ann\n");
    const { default: data } = JSON.parse((await published(record, "held")).Message ?? "{}") as { default: string };
    expect(JSON.parse(data)).toMatchObject({ kind: "held", beyond: "user" });
    const unnamed = { ...record, asked: { ...ASKED, names: { ...names, consumerProject: "" } } };
    expect(noticeText(unnamed, "held")).not.toContain("in the name of");
  });

  it("says in words why somebody waits, and until when", () => {
    const text = noticeText(HELD, "held");
    expect(text).toContain("waits because: No rule decides.");
    expect(text).toContain("rejected for want of a decision after: 2026-11-15T00:00:00.000Z");
    expect(text).not.toContain("undefined");
  });
});
