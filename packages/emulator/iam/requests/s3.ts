import type { ConditionContext } from "../model";
import { keyUse } from "./key-use";
import { all, type Asked, type Need, type NeedsOf, type ServiceNeeds, type Target, text } from "./need";
import { bucketTags, headerTags } from "./s3-tags";
import { keys, requestTags } from "./tags";

/** Headers that S3 has condition keys for, under the names of the headers. */
const HEADER_KEYS = ["x-amz-acl", "x-amz-server-side-encryption", "x-amz-storage-class", "x-amz-content-sha256"];
const KEY_HEADER = "x-amz-server-side-encryption-aws-kms-key-id";

const headersOf = ({ input }: Asked) => input.headers as Readonly<Record<string, string>>;
const queryOf = ({ input }: Asked) => input.query as Readonly<Record<string, string>>;

/** Condition keys that S3 adds to every request, signed in the header as all SDKs do. */
function common(asked: Asked): ConditionContext {
  const headers = headersOf(asked);
  const given = [...HEADER_KEYS, KEY_HEADER].filter((name) => headers[name] !== undefined);
  return {
    "s3:authtype": "REST-HEADER",
    "s3:signatureversion": "AWS4-HMAC-SHA256",
    "s3:tlsversion": "1.3",
    ...Object.fromEntries(given.map((name) => [`s3:${name}`, headers[name]])),
  };
}

async function bucketTarget(asked: Asked, context: ConditionContext = {}): Promise<Target> {
  const name = text(asked.input, "Bucket");
  const accountId = (await asked.facts.bucket(name))?.account;
  const owner = keys({ "s3:resourceaccount": accountId });
  return { resource: `arn:aws:s3:::${name}`, accountId, context: { ...common(asked), ...owner, ...context } };
}

async function objectTarget(asked: Asked, context: ConditionContext = {}): Promise<Target> {
  const bucket = await bucketTarget(asked, context);
  return { ...bucket, resource: `${bucket.resource}/${text(asked.input, "Key")}` };
}

const onBucket =
  (action: string, context: (asked: Asked) => ConditionContext = () => ({})): NeedsOf =>
  async (asked) => [{ action: `s3:${action}`, ...(await bucketTarget(asked, context(asked))) }];
const onObject =
  (action: string, context: (asked: Asked) => ConditionContext = () => ({})): NeedsOf =>
  async (asked) => [{ action: `s3:${action}`, ...(await objectTarget(asked, context(asked))) }];

/** Keys of a list, by the parameters that narrow it. */
function listing(asked: Asked): ConditionContext {
  const query = queryOf(asked);
  // A list without a prefix has the key all the same, with an empty value.
  return {
    "s3:prefix": query.prefix ?? "",
    ...keys({ "s3:delimiter": query.delimiter, "s3:max-keys": query["max-keys"] }),
  };
}

/** The action on a version of an object has its own name. */
const versioned =
  (action: string, onVersion: string): NeedsOf =>
  (asked) => {
    const version = queryOf(asked).versionId;
    const context = () => keys({ "s3:versionid": version });
    return onObject(version === undefined ? action : onVersion, context)(asked);
  };

/** Needs of an object that is read or written: of the key that encrypts it. */
const objectKey =
  (actions: readonly string[], stored: boolean): NeedsOf =>
  async (asked) => {
    const name = text(asked.input, "Bucket");
    const key = text(asked.input, "Key");
    const bucket = await asked.facts.bucket(name);
    if (bucket === undefined) return [];
    const used = stored ? await asked.facts.objectKey(name, key) : await newObjectKey(asked, bucket.key);
    if (used === undefined) return [];
    // With a bucket key the context is the bucket's ARN, not the object's.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
    const arn = `arn:aws:s3:::${name}${bucket.bucketKey ? "" : `/${key}`}`;
    const place = { account: bucket.account, region: bucket.region };
    return keyUse(asked, used, { service: "s3", actions, place, encryptionContext: { "aws:s3:arn": arn } });
  };

/** Key of an object that is about to be written: the request's, or the bucket's. */
async function newObjectKey(asked: Asked, ofBucket: string | undefined): Promise<string | undefined> {
  const headers = headersOf(asked);
  const algorithm = headers["x-amz-server-side-encryption"];
  if (algorithm !== undefined && algorithm !== "aws:kms" && algorithm !== "aws:kms:dsse") return undefined;
  return Promise.resolve(headers[KEY_HEADER] ?? ofBucket);
}

/** Objects that are deleted together, by the keys in the body. */
const deleteObjects: NeedsOf = async (asked) => {
  const bucket = await bucketTarget(asked);
  const body = (asked.input.body as Buffer).toString("utf8");
  return [...body.matchAll(/<Object>(.*?)<\/Object>/gs)].map(([, entry]): Need => {
    const key = /<Key>([^<]*)<\/Key>/.exec(entry)?.[1] ?? "";
    const isVersion = entry.includes("<VersionId>");
    const action = isVersion ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
    return { action, ...bucket, resource: `${bucket.resource}/${unescape(key)}` };
  });
};

const unescape = (xml: string): string =>
  xml.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Reads of what is copied; a version of it has an action of its own. */
const readsSource: NeedsOf = (asked) => {
  const [path, query = ""] = headersOf(asked)["x-amz-copy-source"].split("?");
  const [bucket, ...key] = decodeURIComponent(path).replace(/^\//, "").split("/");
  const versionId = new URLSearchParams(query).get("versionId");
  const named = versionId === null ? {} : { versionId };
  const read: Asked = { ...asked, input: { ...asked.input, Bucket: bucket, Key: key.join("/"), query: named } };
  return all(versioned("GetObject", "GetObjectVersion"), objectKey(["kms:Decrypt"], true))(read);
};

const copyObject: NeedsOf = async (asked) => [...(await readsSource(asked)), ...(await writeObject(asked))];

/** Tags of an object that is written need an action of their own. */
const objectTagging: NeedsOf = async (asked) => {
  const tags = headerTags(headersOf(asked));
  if (Object.keys(tags).length === 0) return [];
  return onObject("PutObjectTagging", () => ({ "s3:requestobjecttagkeys": Object.keys(tags) }))(asked);
};

const writeObject = all(onObject("PutObject"), objectTagging, objectKey(["kms:GenerateDataKey"], false));

/** A bucket may be made with tags. */
const createBucket: NeedsOf = async (asked) => {
  const tags = bucketTags(asked.input.body as Buffer);
  const location = { "s3:locationconstraint": asked.call.region };
  const creation = await onBucket("CreateBucket", () => ({ ...location, ...requestTags(tags) }))(asked);
  const tagging = Object.keys(tags).length > 0 ? await onBucket("TagResource", () => requestTags(tags))(asked) : [];
  return [...creation, ...tagging];
};

/** Operations on a bucket's settings whose actions have another name, or that stand for another's. */
const SETTINGS: Readonly<Record<string, string>> = {
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  PutBucketAccelerateConfiguration: "PutAccelerateConfiguration",
  GetBucketAcl: "GetBucketAcl",
  PutBucketAcl: "PutBucketAcl",
  GetBucketCors: "GetBucketCORS",
  PutBucketCors: "PutBucketCORS",
  DeleteBucketCors: "PutBucketCORS",
  GetBucketEncryption: "GetEncryptionConfiguration",
  PutBucketEncryption: "PutEncryptionConfiguration",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  GetBucketLocation: "GetBucketLocation",
  GetBucketLogging: "GetBucketLogging",
  PutBucketLogging: "PutBucketLogging",
  GetBucketNotificationConfiguration: "GetBucketNotification",
  PutBucketNotificationConfiguration: "PutBucketNotification",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
  GetBucketOwnershipControls: "GetBucketOwnershipControls",
  PutBucketOwnershipControls: "PutBucketOwnershipControls",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
  GetBucketPolicy: "GetBucketPolicy",
  PutBucketPolicy: "PutBucketPolicy",
  DeleteBucketPolicy: "DeleteBucketPolicy",
  GetBucketPolicyStatus: "GetBucketPolicyStatus",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  GetBucketReplication: "GetReplicationConfiguration",
  PutBucketReplication: "PutReplicationConfiguration",
  DeleteBucketReplication: "PutReplicationConfiguration",
  GetBucketRequestPayment: "GetBucketRequestPayment",
  PutBucketRequestPayment: "PutBucketRequestPayment",
  GetBucketTagging: "GetBucketTagging",
  PutBucketTagging: "PutBucketTagging",
  DeleteBucketTagging: "PutBucketTagging",
  GetBucketVersioning: "GetBucketVersioning",
  PutBucketVersioning: "PutBucketVersioning",
  GetBucketWebsite: "GetBucketWebsite",
  PutBucketWebsite: "PutBucketWebsite",
  DeleteBucketWebsite: "DeleteBucketWebsite",
  HeadBucket: "ListBucket",
  DeleteBucket: "DeleteBucket",
  ListMultipartUploads: "ListBucketMultipartUploads",
};

/**
 * Amazon S3: most of its operations have actions of another name.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export const s3: ServiceNeeds = {
  prefix: "s3",
  operations: {
    ...Object.fromEntries(Object.entries(SETTINGS).map(([operation, action]) => [operation, onBucket(action)])),
    ListBuckets: (asked) => [{ action: "s3:ListAllMyBuckets", resource: "*", context: common(asked) }],
    ListObjects: onBucket("ListBucket", listing),
    ListObjectsV2: onBucket("ListBucket", listing),
    ListObjectVersions: onBucket("ListBucketVersions", listing),
    CreateBucket: createBucket,
    GetObject: all(versioned("GetObject", "GetObjectVersion"), objectKey(["kms:Decrypt"], true)),
    HeadObject: all(versioned("GetObject", "GetObjectVersion"), objectKey(["kms:Decrypt"], true)),
    PutObject: writeObject,
    CopyObject: copyObject,
    DeleteObject: versioned("DeleteObject", "DeleteObjectVersion"),
    DeleteObjects: deleteObjects,
    GetObjectTagging: versioned("GetObjectTagging", "GetObjectVersionTagging"),
    PutObjectTagging: versioned("PutObjectTagging", "PutObjectVersionTagging"),
    DeleteObjectTagging: versioned("DeleteObjectTagging", "DeleteObjectVersionTagging"),
    GetObjectAcl: versioned("GetObjectAcl", "GetObjectVersionAcl"),
    PutObjectAcl: versioned("PutObjectAcl", "PutObjectVersionAcl"),
    GetObjectRetention: onObject("GetObjectRetention"),
    PutObjectRetention: onObject("PutObjectRetention"),
    GetObjectLegalHold: onObject("GetObjectLegalHold"),
    PutObjectLegalHold: onObject("PutObjectLegalHold"),
    // A multipart upload decrypts the data key that its parts are encrypted with.
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
    CreateMultipartUpload: all(writeObject, objectKey(["kms:Decrypt"], false)),
    UploadPartCopy: all(readsSource, onObject("PutObject"), objectKey(["kms:GenerateDataKey", "kms:Decrypt"], false)),
    UploadPart: all(onObject("PutObject"), objectKey(["kms:GenerateDataKey", "kms:Decrypt"], false)),
    CompleteMultipartUpload: all(onObject("PutObject"), objectKey(["kms:Decrypt"], false)),
    AbortMultipartUpload: onObject("AbortMultipartUpload"),
    ListParts: onObject("ListMultipartUploadParts"),
  },
};
