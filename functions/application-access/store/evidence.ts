import type { S3Client } from "@aws-sdk/client-s3";
import type { EvidenceLock } from "../../../contracts/application/evidence-lock";
import { evidenceKey, evidenceTime, type AccessPorts, type AccessRecord } from "../../../governance/access";
import { keepObject } from "../../application-store/kept-object";

/** Evidence in a bucket: one object for each decision and each end, which nobody writes over. */
export class EvidenceBucket {
  public constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly settings: { readonly lock?: EvidenceLock | undefined; readonly clock: () => string },
  ) {}

  public readonly keep: AccessPorts["evidence"]["keep"] = (record, name) =>
    keepObject(
      this.client,
      { bucket: this.bucket, ...this.settings },
      evidenceKey(record, name),
      evidenceOf(record, name),
    );
}

/** Content of evidence, in the form that `smus rules replay` reads where it is of a decision. */
export function evidenceOf(record: AccessRecord, name: string): object {
  const { requestId, verdict, outside, ruled, facts, subscriptionId, expiresAt, ending, endedAt } = record;
  const decider = verdict?.decider;
  return {
    kind: name,
    requestId,
    decidedAt: record.decidedAt,
    at: evidenceTime(record, name),
    outcome: outside?.outcome ?? verdict?.outcome ?? "hold",
    ...(decider?.kind === "rule" ? { rule: decider.rule } : {}),
    ...(decider?.kind === "people" ? { decidedBy: decider.people.join(", ") } : {}),
    ...(decider?.kind === "lapse" ? { decidedBy: "lapse" } : {}),
    ...(outside === undefined ? {} : { decidedBy: "outside of the application", comment: outside.comment }),
    version: ruled?.version ?? "",
    facts: facts ?? {},
    reason: verdict?.reason,
    access: verdict?.outcome === "approve" ? verdict.access : undefined,
    considered: ruled?.considered,
    held: record.held,
    subscriptionId,
    expiresAt,
    ending,
    endedAt,
  };
}
