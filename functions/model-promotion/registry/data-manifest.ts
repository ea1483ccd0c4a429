import { createHash } from "node:crypto";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { isDenied, isNotFound } from "../../../aws/faults";
import { parseRelease, type UseCase } from "../../../governance/promotions";

/** Bytes of a manifest that are read at most: it names files, and holds none. */
const LONGEST = 1_000_000;

/** SHA-256 of the manifest of a data release of a use case as it is now; nothing where it has none of that address. */
export async function digestOfManifest(
  client: S3Client,
  { bucket, key }: Pick<UseCase, "bucket" | "key">,
  address: string,
): Promise<string | undefined> {
  const release = parseRelease(address);
  if (release?.kind !== "data" || release.bucket !== bucket || release.useCase !== key) return undefined;
  try {
    const { Body, ContentLength = 0 } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: address.slice(`s3://${bucket}/`.length) }),
    );
    if (ContentLength > LONGEST) return undefined;
    const content = await Body?.transformToByteArray();
    return content && createHash("sha256").update(content).digest("hex");
  } catch (error) {
    // S3 says AccessDenied of an object that is not there to who may not list the bucket.
    if (isNotFound(error) || isDenied(error)) return undefined;
    throw error;
  }
}
