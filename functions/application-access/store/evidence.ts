import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from "@aws-sdk/client-s3";
import { awsFault } from "../../../aws/faults";
import { evidenceKey, evidenceTime, type AccessPorts, type AccessRecord } from "../../../governance/access";

const DAY = 86_400_000;

/** Lock of evidence: who may delete it before its time, and how long that is. */
export interface EvidenceLock {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  readonly days: number;
}

/** Evidence in a bucket: one object for each decision and each end, which nobody writes over. */
export class EvidenceBucket {
  public constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly settings: { readonly lock?: EvidenceLock | undefined; readonly clock: () => string },
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
          ...this.lock(),
        }),
      );
    } catch (error) {
      if (awsFault(error)?.name !== "PreconditionFailed") throw error;
    }
  };

  private lock(): Partial<PutObjectCommandInput> {
    const { lock, clock } = this.settings;
    if (lock === undefined) return {};
    const until = new Date(Date.parse(clock()) + lock.days * DAY);
    // S3 takes a lock only with a digest of the content, which the SDK computes where it is told an algorithm.
    return { ObjectLockMode: lock.mode, ObjectLockRetainUntilDate: until, ChecksumAlgorithm: "SHA256" };
  }
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
