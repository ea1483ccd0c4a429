import type { Artifact } from "../../../governance/promotions";

/** Members of a version that are addresses in S3, whatever is around them. */
const ADDRESSES: ReadonlySet<string> = new Set(["ManifestS3Uri", "ModelDataUrl", "S3Uri", "SamplePayloadUrl"]);
/** Members that hold the entity tag of an address beside them. Copies have others. */
const TAGS: Readonly<Record<string, string>> = {
  ModelDataUrl: "ModelDataETag",
  S3Uri: "ETag",
  ManifestS3Uri: "ManifestEtag",
};

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !(value instanceof Date);

/** Every address in S3 that parts of a version name, in the order of the text; one that is named twice is one artifact. */
export function artifactsIn(parts: Tree): Artifact[] {
  const found = new Map<string, Artifact>();
  walk(parts, "", (artifact) => {
    if (!found.has(artifact.uri)) found.set(artifact.uri, artifact);
  });
  return [...found.values()];
}

function walk(value: unknown, path: string, tell: (artifact: Artifact) => void): void {
  if (Array.isArray(value)) return value.forEach((item, index) => walk(item, `${path}[${index}]`, tell));
  if (!isTree(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const at = path === "" ? name : `${path}.${name}`;
    if (!ADDRESSES.has(name) || typeof member !== "string") {
      walk(member, at, tell);
      continue;
    }
    const etag = value[TAGS[name]];
    const kind = name === "S3Uri" && value.S3DataType === "S3Prefix" ? "folder" : "object";
    tell({ member: at, uri: member, kind, ...(typeof etag === "string" ? { etag } : {}) });
  }
}

/**
 * Parts of a version with other addresses, without entity tags of the former ones, and with images named by their digests.
 *
 * @throws Error for an address of which nobody has said where it is now
 */
export function relocated<T>(parts: T, addresses: ReadonlyMap<string, string>): T {
  return moved(parts, addresses) as T;
}

function moved(value: unknown, addresses: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, addresses));
  if (!isTree(value)) return value;
  const tags = new Set(Object.keys(value).flatMap((name) => (ADDRESSES.has(name) ? (TAGS[name] ?? []) : [])));
  const members = Object.entries(value).flatMap(([name, member]) => {
    if (tags.has(name) || member === undefined) return [];
    if (!ADDRESSES.has(name) || typeof member !== "string") return [[name, moved(member, addresses)]];
    const address = addresses.get(member);
    if (address === undefined) throw new Error(`nothing was copied of ${member}`);
    return [[name, address]];
  });
  const made = Object.fromEntries(members) as Record<string, unknown>;
  return typeof made.Image === "string" ? { ...made, Image: imageOf(made.Image, made.ImageDigest) } : made;
}

/**
 * Address of an image by its digest, where the registry has it: a tag can be moved to another image.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html (Image: tag or digest)
 */
export function imageOf(image: string, digest: unknown): string {
  if (typeof digest !== "string" || image.includes("@")) return image;
  const slash = image.lastIndexOf("/");
  const colon = image.indexOf(":", slash + 1);
  return `${colon < 0 ? image : image.slice(0, colon)}@${digest.toLowerCase()}`;
}
