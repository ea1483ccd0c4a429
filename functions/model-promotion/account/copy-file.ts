import { CopyObjectCommand, HeadObjectCommand, type HeadObjectCommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { isNotFound, statusOf } from "../../../aws/faults";
import { copyInParts } from "./copy-parts";

/**
 * Largest object that one call copies.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export const LARGEST = 5 * 1024 ** 3;

/** Object of S3. */
export interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** File to copy, as it was found. */
export interface Source extends Place {
  readonly bytes: number;
  readonly etag: string;
  readonly versionId?: string;
  /** SHA-256 of the whole object that S3 has kept, in base64; absent where it has none. */
  readonly sha256?: string;
}

/** Target of copies, and what they are encrypted with. */
export interface Target {
  readonly s3: S3Client;
  readonly kmsKeyArn: string | null;
  /** Tells that no further part is to be begun. */
  readonly isOver: () => boolean;
  /** Bytes from which an object is copied in parts. @default {@link LARGEST}; tests have no such files */
  readonly largest?: number;
  /** Bytes of a part. */
  readonly part?: number;
}

/** A copy as it lies there. */
export interface Copy {
  readonly bytes: number;
  /** Digest that S3 has computed: of the whole, or of all parts, with their number behind a hyphen. */
  readonly sha256: string;
}

/** Something else lies at the place of a copy, or a copy is another one than its source. */
export class CopyDiffers extends Error {
  override readonly name = "CopyDiffers";
}

/** A source as it is now; nothing where it is gone. */
export async function found(s3: S3Client, place: Place): Promise<Source | undefined> {
  const head = await headOf(s3, place);
  if (head === undefined) return undefined;
  const { ContentLength: bytes = 0, ETag: etag = "", VersionId: versionId, ChecksumSHA256: sha256 } = head;
  const isWhole = sha256 !== undefined && !sha256.includes("-");
  return {
    ...place,
    ...{ bytes, etag },
    ...(versionId === undefined || versionId === "null" ? {} : { versionId }),
    ...(isWhole ? { sha256 } : {}),
  };
}

/** Mark of a copy: the state of the source that it was made of. */
const MARK = "smus-source-etag";

/**
 * Copies one file within S3, unless it is there already, and compares size and digest. The source is copied as it was found: one that
 * was changed since is refused by S3.
 *
 * @returns nothing where the time was over before all parts were copied: the next call goes on
 * @throws CopyDiffers
 */
export async function copyFile(source: Source, to: Place, target: Target): Promise<Copy | undefined> {
  const { s3, largest = LARGEST } = target;
  const before = await copyAt(s3, to);
  if (before === undefined) {
    const asked = copyRequest(source, to, target);
    if (source.bytes > largest) {
      if (!(await copyInParts(source, asked, target))) return undefined;
    } else await s3.send(new CopyObjectCommand({ ...asked, ...copySource(source), MetadataDirective: "REPLACE" }));
  }
  const copy = before ?? (await copyAt(s3, to));
  return compared(source, to, copy, source.bytes > largest);
}

/** Everything that the copy is given, whichever way it is made. */
function copyRequest({ etag }: Source, { bucket, key }: Place, { kmsKeyArn }: Target) {
  return {
    Bucket: bucket,
    Key: key,
    ChecksumAlgorithm: "SHA256" as const,
    Metadata: { [MARK]: etag.replaceAll('"', "") },
    ...(kmsKeyArn === null ? {} : { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKeyArn }),
  };
}

/** Address of the very state of a source. */
export function copySource({ bucket, key, versionId, etag }: Source) {
  const path = `${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
  return {
    CopySource: versionId === undefined ? path : `${path}?versionId=${encodeURIComponent(versionId)}`,
    CopySourceIfMatch: etag,
  };
}

interface MarkedCopy extends Copy {
  readonly mark: string;
}

async function copyAt(s3: S3Client, place: Place): Promise<MarkedCopy | undefined> {
  const head = await headOf(s3, place);
  if (head === undefined) return undefined;
  return { bytes: head.ContentLength ?? 0, sha256: head.ChecksumSHA256 ?? "", mark: head.Metadata?.[MARK] ?? "" };
}

function compared(source: Source, { bucket, key }: Place, copy: MarkedCopy | undefined, isInParts: boolean): Copy {
  const at = `s3://${bucket}/${key}`;
  if (copy === undefined) throw new CopyDiffers(`${at} is not there after it was copied`);
  const { bytes, sha256, mark } = copy;
  if (mark !== source.etag.replaceAll('"', "")) throw new CopyDiffers(`${at} is a copy of something else: remove it`);
  if (bytes !== source.bytes) throw new CopyDiffers(`${at} has ${bytes} bytes instead of ${source.bytes}: remove it`);
  if (sha256 === "") throw new CopyDiffers(`${at} has no SHA-256: remove it`);
  if (!isInParts && source.sha256 !== undefined && source.sha256 !== sha256)
    throw new CopyDiffers(`${at} has SHA-256 ${sha256} instead of ${source.sha256}: remove it`);
  return { bytes, sha256 };
}

async function headOf(s3: S3Client, { bucket, key }: Place): Promise<HeadObjectCommandOutput | undefined> {
  try {
    return await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: "ENABLED" }));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    // An answer to HEAD has no body: S3 says no more than this.
    if (statusOf(error) === 403)
      throw new CopyDiffers(`s3://${bucket}/${key} is not there, or the role of the account may not read it`);
    throw error;
  }
}

/** Tells whether a copy is as it was made. */
export async function isAsCopied(s3: S3Client, place: Place, { bytes, sha256 }: Copy): Promise<boolean> {
  const copy = await copyAt(s3, place);
  return copy?.bytes === bytes && copy.sha256 === sha256;
}
