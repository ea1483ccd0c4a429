import type { SNSClient } from "@aws-sdk/client-sns";
import type { PromotionPorts } from "../../governance/promotions";
import { publishNotice } from "../application-store/publish-notice";

/** Characters of a subject. @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const SUBJECT = 100;

/** Notices on promotions, with attributes by which subscriptions filter (`kind`, `useCase`, `stage`). */
export class PromotionNotices {
  public constructor(
    private readonly client: SNSClient,
    private readonly topic: string,
  ) {}

  public readonly send: PromotionPorts["notices"]["send"] = (useCase, { notice, sentence, facts }) =>
    publishNotice(this.client, {
      topic: this.topic,
      sentence: subjectOf(useCase.key, notice),
      lines: [
        ["What", sentence],
        ["Use case", `${useCase.title} (${useCase.key})`],
        ["Team", useCase.team],
        ["Stage", facts.stage],
        ["Promotion", facts.promotion],
        ["Version", facts.source],
      ],
      data: { kind: notice, useCase: useCase.key, sentence, ...facts },
      attributes: { kind: notice, useCase: useCase.key, stage: facts.stage },
    });
}

const subjectOf = (useCase: string, notice: string): string =>
  `Promotion of ${useCase}: ${notice.replaceAll("-", " ")}`.slice(0, SUBJECT);
