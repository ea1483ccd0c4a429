import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";

/** Topics that notices go to. */
export interface Topics {
  /** For people: requests that wait for them, decisions, reminders. */
  readonly notices: string;
  /** For operators. */
  readonly alarms: string;
}

/** Notice of the application. */
export interface Notice {
  readonly topic: string;
  /** Its subject in one sentence, without a full stop. */
  readonly sentence: string;
  /** Facts for people, a line each; those that are not known are left out. */
  readonly lines: readonly (readonly [name: string, value: string | undefined])[];
  /** Content for programs. */
  readonly data: object;
  /** Attributes by which subscriptions filter; those that are not known are left out. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

/** Sends a notice as a message of Amazon SNS: a text for people, JSON for programs, and attributes by which subscriptions filter. */
export async function publishNotice(client: SNSClient, notice: Notice): Promise<void> {
  await client.send(
    new PublishCommand({
      TopicArn: notice.topic,
      Subject: notice.sentence,
      MessageStructure: "json",
      Message: JSON.stringify({ default: JSON.stringify(notice.data), email: textOf(notice) }),
      MessageAttributes: Object.fromEntries(
        Object.entries(notice.attributes).flatMap(([name, StringValue]) =>
          StringValue === undefined ? [] : [[name, { DataType: "String", StringValue }]],
        ),
      ),
    }),
  );
}

/** A notice for people: its sentence, then a line for each thing that is known. */
export function textOf({ sentence, lines }: Pick<Notice, "sentence" | "lines">): string {
  const known = lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [`${sentence}.`, "", ...known].join("\n");
}
