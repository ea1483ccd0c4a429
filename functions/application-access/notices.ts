import type { SNSClient } from "@aws-sdk/client-sns";
import type { AccessPorts, AccessRecord, NoticeKind } from "../../governance/access";
import { type Notice, publishNotice, textOf, type Topics } from "../application-store/publish-notice";

/** Sentence of each notice; what is in the record follows it. */
const SENTENCES: Readonly<Record<NoticeKind, string>> = {
  held: "A request for access waits for a decision",
  reminder: "A request for access still waits for a decision",
  approved: "A request for access is approved",
  rejected: "A request for access is rejected",
  active: "Access that was asked for works",
  "grant-delayed": "Access is approved, and does not work yet",
  "expiry-reminder": "Access ends soon",
  ended: "Access has ended",
  "decided-outside": "A request for access was decided in the portal of AWS or by the API",
  alarm: "Access is not what was decided",
};

/**
 * Notices on access, with attributes by which subscriptions filter (`kind`, `queue`, `producerUnit`, `consumerUnit`). What needs an
 * operator goes to the topic of alarms.
 */
export class TopicNotices {
  public constructor(
    private readonly client: SNSClient,
    private readonly topics: Topics,
  ) {}

  public readonly send: AccessPorts["notices"]["send"] = (record, notice) =>
    publishNotice(this.client, {
      topic: notice === "alarm" ? this.topics.alarms : this.topics.notices,
      sentence: SENTENCES[notice],
      lines: linesOf(record),
      data: noticeData(record, notice),
      attributes: {
        kind: notice,
        queue: record.held?.queue,
        producerUnit: record.facts?.producer.unit,
        consumerUnit: record.facts?.consumer.unit,
      },
    });
}

/** A notice for programs. */
export function noticeData(record: AccessRecord, kind: NoticeKind): object {
  const { requestId, asked, facts, held, verdict, outside, subscriptionId, expiresAt, ending, problem } = record;
  const beyond = asked?.beyond;
  return { kind, requestId, beyond, facts, held, verdict, outside, subscriptionId, expiresAt, ending, problem };
}

/** A notice for people: what it is about in one sentence, then a line for each thing that is known. */
export const noticeText = (record: AccessRecord, kind: NoticeKind): string =>
  textOf({ sentence: SENTENCES[kind], lines: linesOf(record) });

function linesOf(record: AccessRecord): Notice["lines"] {
  const { requestId, asked, facts, held, verdict, outside, expiresAt, ending, problem } = record;
  return [
    ["request", requestId],
    ["asks for", asked?.names.asset || undefined],
    ["in the name of", asked?.names.consumerProject || undefined],
    ["asset of unit", facts?.producer.unit],
    ["for unit", facts?.consumer.unit],
    ["purpose", facts?.request.purpose],
    ["queue", held?.queue],
    ["waits because", verdict === undefined ? held?.reason : undefined],
    ["rejected for want of a decision after", verdict === undefined ? held?.lapsesAt : undefined],
    ["decision", verdict && `${verdict.outcome}: ${verdict.reason}`],
    ["decision outside of the application", outside && `${outside.outcome} ${outside.comment}`.trim()],
    ["access ends", expiresAt],
    ["ended because", ending?.reason],
    ["problem", problem && ("cause" in problem ? `${problem.kind}: ${problem.cause}` : problem.kind)],
  ];
}
