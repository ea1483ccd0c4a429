import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from "@aws-sdk/client-s3";
import { awsFault } from "../../aws/faults";
import type { EvidenceLock } from "../../contracts/application/evidence-lock";

const DAY = 86_400_000;

/** Place of evidence, and its lock; absent where it is not locked. */
export interface EvidencePlace {
  readonly bucket: string;
  readonly lock?: EvidenceLock | undefined;
  readonly clock: () => string;
}

/** Keeps evidence in an object that nobody writes over: a second run, also one that knows more, changes nothing. */
export async function keepObject(client: S3Client, place: EvidencePlace, key: string, content: object): Promise<void> {
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: place.bucket,
        Key: key,
        Body: JSON.stringify(content),
        ContentType: "application/json",
        IfNoneMatch: "*",
        ...locked(place),
      }),
    );
  } catch (error) {
    if (awsFault(error)?.name !== "PreconditionFailed") throw error;
  }
}

function locked({ lock, clock }: EvidencePlace): Partial<PutObjectCommandInput> {
  if (lock === undefined) return {};
  const until = new Date(Date.parse(clock()) + lock.days * DAY);
  // S3 takes a lock only with a digest of the content, which the SDK computes where it is told an algorithm.
  return { ObjectLockMode: lock.mode, ObjectLockRetainUntilDate: until, ChecksumAlgorithm: "SHA256" };
}
