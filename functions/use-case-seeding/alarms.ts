import type { SNSClient } from "@aws-sdk/client-sns";
import type { RepositoryRecord } from "../../contracts/aiops/repository-record";
import type { RepositoryPorts } from "../../governance/repositories";
import { publishNotice } from "../application-store/publish-notice";

/** Alarms on repositories that are blocked, with attributes by which subscriptions filter (`kind`, `useCase`, `for`). */
export class RepositoryAlarms {
  public constructor(
    private readonly client: SNSClient,
    private readonly topic: string,
  ) {}

  public readonly send: RepositoryPorts["alarms"]["send"] = (record) =>
    publishNotice(this.client, {
      topic: this.topic,
      sentence: "A repository of a use case is blocked",
      lines: linesOf(record),
      data: { kind: KIND, ...record },
      attributes: { kind: KIND, useCase: record.useCase, for: whom(record) },
    });
}

const KIND = "repository-blocked";

/** Those who are needed: `platform` as soon as one reason is the platform's. */
function whom({ reasons }: RepositoryRecord): string {
  const asked = reasons.map((reason) => reason.for);
  return asked.includes("platform") ? "platform" : (asked.find((one) => one !== "time") ?? "platform");
}

function linesOf({ useCase, repository, address, reasons }: RepositoryRecord) {
  const told = reasons.map(({ text, fix, for: who }) => ["reason", `${text} (${who}: ${fix})`] as const);
  return [["use case", useCase] as const, ["repository", repository] as const, ["address", address] as const, ...told];
}
