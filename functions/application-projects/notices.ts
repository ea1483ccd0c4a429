import type { SNSClient } from "@aws-sdk/client-sns";
import type { NoticeKind, ProjectPorts, ProjectRecord } from "../../governance/project-requests";
import { type Notice, publishNotice, textOf, type Topics } from "../application-store/publish-notice";

/** Sentence of each notice; what is in the record follows it. */
const SENTENCES: Readonly<Record<NoticeKind, string>> = {
  held: "A request for a project waits for a decision",
  reminder: "A request for a project still waits for a decision",
  rejected: "A request for a project is rejected",
  approved: "A request for a project is approved",
  "another-account": "A project could not be made, and another account is tried",
  ready: "A project that was asked for is ready",
  "members-changed": "Members of a project are changed",
  "end-reminder": "A project ends soon",
  "still-used": "A project is to end, and others use its data",
  retired: "A project is retired",
  gone: "Somebody has deleted a project outside of the application",
  failed: "A project that was asked for could not be made",
  "no-asking-role": "All roles in whose names projects ask for data are in use",
  alarm: "A project needs an operator",
};
/** Notices that operators get. */
const FOR_OPERATORS: ReadonlySet<NoticeKind> = new Set(["alarm", "no-asking-role"]);

/**
 * Notices on projects, with attributes by which subscriptions filter (`kind`, `projectUnit`). What needs an operator goes to the topic of
 * alarms.
 */
export class ProjectNotices {
  public constructor(
    private readonly client: SNSClient,
    private readonly topics: Topics,
  ) {}

  public readonly send: ProjectPorts["notices"]["send"] = (record, notice) =>
    publishNotice(this.client, {
      topic: FOR_OPERATORS.has(notice) ? this.topics.alarms : this.topics.notices,
      sentence: SENTENCES[notice],
      lines: linesOf(record, notice),
      data: noticeData(record, notice),
      attributes: { kind: notice, projectUnit: record.wish.unit },
    });
}

/** A notice for programs. */
export function noticeData(record: ProjectRecord, kind: NoticeKind): object {
  const { requestId, requester, wish, held, verdict, projectId, endsAt, retirement, problem, failures } = record;
  return { kind, requestId, requester, wish, held, verdict, projectId, endsAt, retirement, problem, failures };
}

/** A notice for people: what it is about in one sentence, then a line for each thing that is known. */
export const noticeText = (record: ProjectRecord, kind: NoticeKind): string =>
  textOf({ sentence: SENTENCES[kind], lines: linesOf(record, kind) });

function linesOf(record: ProjectRecord, kind: NoticeKind): Notice["lines"] {
  const { requestId, wish, held, verdict, placement, failures, endsAt, retirement, problem } = record;
  const waits = verdict === undefined ? held : undefined;
  const failed = kind === "failed" || kind === "another-account" ? failures.at(-1) : undefined;
  return [
    ["request", requestId],
    ["project", wish.name],
    ["unit", wish.unit],
    ["profile", wish.profile],
    ["purpose", wish.purpose],
    ["rejected for want of a decision after", waits?.lapsesAt],
    ["decision", verdict && `${verdict.outcome}: ${verdict.reason}`],
    ["account", placement?.accountId],
    ["failed because", failed?.reasons.map(({ said, means }) => [said, ...means].join("; ")).join("; ")],
    ["ends", endsAt],
    ["retired because", retirement?.reason],
    ["problem", problem?.message],
    [
      "do",
      kind === "no-asking-role"
        ? "raise application.projects.askingRoles, or retire projects; the next one that is free is handed out"
        : undefined,
    ],
  ];
}
