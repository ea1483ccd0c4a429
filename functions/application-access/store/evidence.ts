import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { awsFault } from "../../../aws/faults";
import { evidenceKey, evidenceTime, type AccessPorts, type AccessRecord } from "../../../governance/access";

/** Evidence in a bucket: one object for each decision and each end, which nobody writes over. */
export class EvidenceBucket {
  public constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  public readonly keep: AccessPorts["evidence"]["keep"] = async (record, name) => {
    try {
      await this.client.send(
        new PutObjectCommand({
          Bucket: this.bucket,
          Key: evidenceKey(record, name),
          Body: JSON.stringify(evidenceOf(record, name)),
          ContentType: "application/json",
          // What is kept stays: a second run, also one that knows more, changes nothing.
          IfNoneMatch: "*",
        }),
      );
    } catch (error) {
      if (awsFault(error)?.name !== "PreconditionFailed") throw error;
    }
  };
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
