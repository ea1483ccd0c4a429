import type { HttpRequest, ParsedRequest } from "../../service";

/** Operations on what a query parameter names, by method; S3 has no other sign of an operation than these. */
const BUCKET_PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accelerate: { GET: "GetBucketAccelerateConfiguration", PUT: "PutBucketAccelerateConfiguration" },
  acl: { GET: "GetBucketAcl", PUT: "PutBucketAcl" },
  cors: { GET: "GetBucketCors", PUT: "PutBucketCors", DELETE: "DeleteBucketCors" },
  delete: { POST: "DeleteObjects" },
  encryption: { GET: "GetBucketEncryption", PUT: "PutBucketEncryption", DELETE: "DeleteBucketEncryption" },
  lifecycle: {
    GET: "GetBucketLifecycleConfiguration",
    PUT: "PutBucketLifecycleConfiguration",
    DELETE: "DeleteBucketLifecycle",
  },
  location: { GET: "GetBucketLocation" },
  logging: { GET: "GetBucketLogging", PUT: "PutBucketLogging" },
  notification: { GET: "GetBucketNotificationConfiguration", PUT: "PutBucketNotificationConfiguration" },
  "object-lock": { GET: "GetObjectLockConfiguration", PUT: "PutObjectLockConfiguration" },
  ownershipControls: {
    GET: "GetBucketOwnershipControls",
    PUT: "PutBucketOwnershipControls",
    DELETE: "DeleteBucketOwnershipControls",
  },
  policy: { GET: "GetBucketPolicy", PUT: "PutBucketPolicy", DELETE: "DeleteBucketPolicy" },
  policyStatus: { GET: "GetBucketPolicyStatus" },
  publicAccessBlock: { GET: "GetPublicAccessBlock", PUT: "PutPublicAccessBlock", DELETE: "DeletePublicAccessBlock" },
  replication: { GET: "GetBucketReplication", PUT: "PutBucketReplication", DELETE: "DeleteBucketReplication" },
  requestPayment: { GET: "GetBucketRequestPayment", PUT: "PutBucketRequestPayment" },
  tagging: { GET: "GetBucketTagging", PUT: "PutBucketTagging", DELETE: "DeleteBucketTagging" },
  uploads: { GET: "ListMultipartUploads" },
  versioning: { GET: "GetBucketVersioning", PUT: "PutBucketVersioning" },
  versions: { GET: "ListObjectVersions" },
  website: { GET: "GetBucketWebsite", PUT: "PutBucketWebsite", DELETE: "DeleteBucketWebsite" },
};

const OBJECT_PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acl: { GET: "GetObjectAcl", PUT: "PutObjectAcl" },
  attributes: { GET: "GetObjectAttributes" },
  "legal-hold": { GET: "GetObjectLegalHold", PUT: "PutObjectLegalHold" },
  retention: { GET: "GetObjectRetention", PUT: "PutObjectRetention" },
  tagging: { GET: "GetObjectTagging", PUT: "PutObjectTagging", DELETE: "DeleteObjectTagging" },
  uploadId: {
    GET: "ListParts",
    PUT: "UploadPart",
    POST: "CompleteMultipartUpload",
    DELETE: "AbortMultipartUpload",
  },
  uploads: { POST: "CreateMultipartUpload" },
};

const BUCKETS: Readonly<Record<string, string>> = {
  GET: "ListObjects",
  HEAD: "HeadBucket",
  PUT: "CreateBucket",
  DELETE: "DeleteBucket",
};
const OBJECTS: Readonly<Record<string, string>> = {
  GET: "GetObject",
  HEAD: "HeadObject",
  PUT: "PutObject",
  DELETE: "DeleteObject",
};

/** Query parameters that narrow an operation and are not one. */
const MODIFIERS = new Set(
  (
    "list-type prefix delimiter max-keys marker start-after continuation-token encoding-type fetch-owner x-id " +
    "key-marker version-id-marker max-uploads upload-id-marker partNumber versionId part-number-marker max-parts " +
    "response-content-type response-content-disposition allow-unordered"
  ).split(" "),
);

/**
 * Reads operation and input of a path-style request of S3.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function readS3Request(request: HttpRequest): ParsedRequest {
  const [, bucket = "", ...rest] = request.path.split("/");
  const key = rest.map(decodeURIComponent).join("/");
  const query = Object.fromEntries(request.query);
  const input = { Bucket: decodeURIComponent(bucket), Key: key, query, headers: request.headers, body: request.body };
  return { operation: operationOf(request, bucket, key), input };
}

function operationOf({ method, path, query, headers }: HttpRequest, bucket: string, key: string): string {
  const parts = [...query.keys()].filter((name) => !MODIFIERS.has(name));
  const unknown = `${method} ${path}${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
  if (bucket === "") return method === "GET" && parts.length === 0 ? "ListBuckets" : unknown;
  const known = key === "" ? BUCKET_PARTS : OBJECT_PARTS;
  const copies = method === "PUT" && headers["x-amz-copy-source"] !== undefined;
  if (copies && key !== "" && parts.join() === "uploadId") return "UploadPartCopy";
  if (copies) return key !== "" && parts.length === 0 ? "CopyObject" : unknown;
  if (parts.length > 0) return (parts.length === 1 ? known[parts[0]]?.[method] : undefined) ?? unknown;
  if (key === "") return query.get("list-type") === "2" ? "ListObjectsV2" : (BUCKETS[method] ?? unknown);
  return OBJECTS[method] ?? unknown;
}
