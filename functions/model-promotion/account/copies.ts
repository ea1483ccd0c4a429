import { createHash } from "node:crypto";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { canonicalJson } from "../../../contracts/canonical-json";
import { allPages } from "../../../aws/pages";
import type { Artifact, Copied, Hindrance } from "../../../governance/promotions";
import { copyFile, found, isAsCopied, type Place, type Source, type Target } from "./copy-file";

/** List of copies, as it lies beside them. */
const manifestOf = z.strictObject({
  format: z.literal(1),
  source: z.string(),
  addresses: z.record(z.string(), z.string()),
  files: z.array(z.strictObject({ name: z.string(), key: z.string(), bytes: z.number(), sha256: z.string() })),
});
type Manifest = z.output<typeof manifestOf>;

/** Artifacts to copy, and their target. */
export interface CopyWork {
  /** Version in the build account. */
  readonly source: string;
  readonly artifacts: readonly Artifact[];
  readonly bucket: string;
  /** Folder of this content of this version, without a slash at its end. */
  readonly folder: string;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Place in S3 of an address. @throws Error for one that is none */
export function placeOf(uri: string): Place {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (key === undefined) throw new Error(`${uri} is no address of a file in S3`);
  return { bucket, key };
}

/**
 * Copies all artifacts of a version into the bucket of a stage, and writes the list of them with sizes and digests last: once it is
 * there, everything is.
 */
export async function copyAll(work: CopyWork, target: Target): Promise<Copied | Hindrance> {
  const files: Manifest["files"][number][] = [];
  const addresses: Record<string, string> = {};
  for (const [index, artifact] of work.artifacts.entries()) {
    const sources = await sourcesOf(artifact, target);
    if ("hindrance" in sources) return sources;
    const folder = `${work.folder}/${index}-${sha256(canonicalJson(sources.map(({ source }) => source.etag))).slice(0, 8)}`;
    for (const { source, name } of sources) {
      if (target.isOver()) return unfinished(files.length);
      const key = `${folder}/${name}`;
      const copy = await copyFile(source, { bucket: work.bucket, key }, target);
      if (copy === undefined) return unfinished(files.length);
      files.push({ name: `${index}/${name}`, key, ...copy });
    }
    const single = artifact.kind === "object" ? `/${sources[0].name}` : "/";
    addresses[artifact.uri] = `s3://${work.bucket}/${folder}${single}`;
  }
  return written({ format: 1, source: work.source, addresses, files }, work, target);
}

const unfinished = (count: number): Hindrance => ({
  hindrance: `${count} files are copied; the next look goes on.`,
  unfinished: true,
});

interface NamedSource {
  readonly source: Source;
  /** Name below the folder of the artifact. */
  readonly name: string;
}

async function sourcesOf(artifact: Artifact, { s3 }: Target): Promise<NamedSource[] | Hindrance> {
  const { bucket, key } = placeOf(artifact.uri);
  if (artifact.kind === "object") {
    const source = await found(s3, { bucket, key });
    if (source === undefined) return { hindrance: `${artifact.uri} is not there: build the version again.` };
    if (artifact.etag !== undefined && artifact.etag.replaceAll('"', "") !== source.etag.replaceAll('"', ""))
      return { hindrance: `${artifact.uri} was changed after the version was registered: build the version again.` };
    return [{ source, name: key.slice(key.lastIndexOf("/") + 1) }];
  }
  const objects = await allPages(
    (ContinuationToken) => s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key, ContinuationToken })),
    ({ Contents }) => Contents,
  );
  const names = objects.flatMap(({ Key }) => (Key === undefined || Key.endsWith("/") ? [] : [Key]));
  const sources: NamedSource[] = [];
  for (const each of names.sort()) {
    const source = await found(s3, { bucket, key: each });
    if (source !== undefined) sources.push({ source, name: each.slice(key.length).replace(/^\//, "") });
  }
  if (sources.length === 0) return { hindrance: `${artifact.uri} holds no file: build the version again.` };
  return sources;
}

/** Digest of contents, wherever they lie: the same in every stage. */
const digestOf = ({ files }: Manifest): string =>
  sha256(canonicalJson(files.map(({ name, bytes, sha256: digest }) => ({ name, bytes, sha256: digest }))));

async function written(manifest: Manifest, { bucket, folder }: CopyWork, target: Target): Promise<Copied> {
  const digest = digestOf(manifest);
  const Key = `${folder}/manifest-${digest.slice(0, 16)}.json`;
  const { s3, kmsKeyArn } = target;
  await s3.send(
    new PutObjectCommand({
      ...{ Bucket: bucket, Key, Body: JSON.stringify(manifest), ContentType: "application/json" },
      ...(kmsKeyArn === null ? {} : { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKeyArn }),
    }),
  );
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return { files: manifest.files.length, bytes, digest, manifest: `s3://${bucket}/${Key}` };
}

/** The list of copies, once it is the one that was written. @throws Error where it is another one */
export async function readManifest({ s3 }: Pick<Target, "s3">, copied: Copied): Promise<Manifest> {
  const { bucket: Bucket, key: Key } = placeOf(copied.manifest);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const manifest = manifestOf.parse(JSON.parse((await Body?.transformToString()) ?? ""));
  if (digestOf(manifest) !== copied.digest) throw new Error(`${copied.manifest} is not the list that was written`);
  return manifest;
}

/** Sentence on a copy that is not as it was made; nothing where all are. */
export async function changedCopy(target: Pick<Target, "s3">, copied: Copied): Promise<Hindrance | undefined> {
  const { bucket } = placeOf(copied.manifest);
  for (const { key, bytes, sha256: digest } of (await readManifest(target, copied)).files)
    if (!(await isAsCopied(target.s3, { bucket, key }, { bytes, sha256: digest })))
      return { hindrance: `s3://${bucket}/${key} is not as it was copied: promote the version again.` };
  return undefined;
}
