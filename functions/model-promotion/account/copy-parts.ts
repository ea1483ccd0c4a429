import {
  CompleteMultipartUploadCommand,
  type CompletedPart,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { copySource, type Source, type Target } from "./copy-file";

/** Bytes of a part: an object of 5 TB has fewer than 10 000 of them. Always the same, since digests of parts depend on it. */
const PART = 1024 ** 3;
/** Parts that are copied side by side. */
const AT_ONCE = 8;

/**
 * Copies a large object in parts. Parts that are there already, of a call that was cut off, are not copied again.
 *
 * @returns false where the time was over before all parts were copied
 */
export async function copyInParts(
  source: Source,
  asked: CreateMultipartUploadCommandInput & { readonly Bucket: string; readonly Key: string },
  { s3, isOver, part = PART }: Target,
): Promise<boolean> {
  const { Bucket, Key } = asked;
  const UploadId = (await begun(s3, Bucket, Key)) ?? (await begin(s3, asked));
  const done = await partsOf(s3, { Bucket, Key, UploadId });
  const missing = ranges(source.bytes, part).filter(({ number }) => !done.has(number));
  while (missing.length > 0) {
    if (isOver()) return false;
    const some = missing.splice(0, AT_ONCE);
    await Promise.all(
      some.map(async ({ number, range }) => {
        const { CopyPartResult } = await s3.send(
          new UploadPartCopyCommand({
            ...{ Bucket, Key, UploadId, PartNumber: number, CopySourceRange: range },
            ...copySource(source),
          }),
        );
        done.set(number, completed(number, CopyPartResult ?? {}));
      }),
    );
  }
  const Parts = [...done.values()].sort((one, other) => (one.PartNumber ?? 0) - (other.PartNumber ?? 0));
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  return true;
}

interface Upload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

/** An upload of the same key that somebody has begun; the key holds the state of the source, so it is of the same. */
async function begun(s3: S3Client, Bucket: string, Key: string): Promise<string | undefined> {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }));
  return Uploads.find((upload) => upload.Key === Key)?.UploadId;
}

async function begin(s3: S3Client, asked: CreateMultipartUploadCommandInput): Promise<string> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(asked));
  if (UploadId === undefined) throw new Error(`S3 began no upload of ${asked.Key}`);
  return UploadId;
}

async function partsOf(s3: S3Client, upload: Upload): Promise<Map<number, CompletedPart>> {
  const parts = new Map<number, CompletedPart>();
  let marker: string | undefined;
  do {
    const page = await s3.send(new ListPartsCommand({ ...upload, PartNumberMarker: marker }));
    for (const part of page.Parts ?? []) parts.set(part.PartNumber ?? 0, completed(part.PartNumber ?? 0, part));
    marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return parts;
}

const completed = (
  PartNumber: number,
  { ETag, ChecksumSHA256 }: { readonly ETag?: string; readonly ChecksumSHA256?: string },
): CompletedPart => ({ PartNumber, ETag, ...(ChecksumSHA256 === undefined ? {} : { ChecksumSHA256 }) });

/** Numbers and ranges of the parts of an object. */
export function ranges(bytes: number, part: number): { readonly number: number; readonly range: string }[] {
  const count = Math.max(1, Math.ceil(bytes / part));
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    range: `bytes=${index * part}-${Math.min(bytes, (index + 1) * part) - 1}`,
  }));
}
