/** The answer of an AWS service that refuses a call, or the SDK's word for an answer that never came. */
export interface AwsFault {
  /** AWS's code of the error. */
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  /** Of Node.js, where the network failed. */
  readonly code?: string;
}

/** The AWS fault in an error, or `undefined` where it is not one (a defect of ours). */
export function awsFault(error: unknown): AwsFault | undefined {
  // The SDK marks what it has sent with this, whether an answer came or not.
  return error instanceof Error && "$metadata" in error ? (error as AwsFault) : undefined;
}

/** AWS's code, message and request id; or that AWS was not reached; of anything else its text. */
export function saidBy(error: unknown): string {
  const fault = awsFault(error);
  if (fault === undefined) return String(error);
  if (fault.$metadata?.httpStatusCode === undefined && fault.$metadata?.requestId === undefined) {
    // Node reports a refused connection without a message, but with a code.
    return `no answer from AWS: ${fault.name}: ${fault.message || (fault.code ?? "connection failed")}`;
  }
  const request = fault.$metadata.requestId;
  return `AWS said ${fault.name}: ${fault.message.trim()}${request === undefined ? "" : ` (request ${request})`}`;
}

/** The HTTP status of AWS's answer; `undefined` where there was none. */
export function statusOf(error: unknown): number | undefined {
  return awsFault(error)?.$metadata?.httpStatusCode;
}

/** Codes that mean that the thing itself is not there. A status of 404 does not: unknown operations have it as well. */
const NOT_FOUND = new Set([
  "ResourceNotFoundException", // DataZone
  "EntityNotFoundException", // Lake Formation
  "NoSuchEntity", // IAM
  "NoSuchEntityException",
  "NoSuchBucket", // S3
  "NoSuchKey",
  "NotFound", // S3's answer to HEAD, which has no body
]);

/**
 * Words in which DataZone reports missing objects as a ValidationException: grants on a blueprint configuration that is gone,
 * and a grant that is gone (field evidence, section 2).
 */
const GONE =
  /^Environment Blueprint Configuration with id: .* does not exist in account|is not part of the existing Grant list/;

/** The object (or the domain around it) does not exist for this caller. */
export function isNotFound(error: unknown): boolean {
  const fault = awsFault(error);
  return NOT_FOUND.has(fault?.name ?? "") || (fault?.name === "ValidationException" && GONE.test(fault.message));
}

/** Services spell it AccessDenied, AccessDeniedException, UnauthorizedException, UnauthorizedOperation, ... */
const DENIED = /^(AccessDenied|Unauthorized|NotAuthorized|InsufficientPermissions)/;

/** AWS refused the caller. */
export function isDenied(error: unknown): boolean {
  return DENIED.test(awsFault(error)?.name ?? "");
}

/**
 * The role's own policy lacks a permission, which is never mistaken for a missing object.
 *
 * IAM says which kind of policy was missing; a domain that is not shared (yet) is "no resource-based policy allows".
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function lacksPermission(error: unknown): boolean {
  return (
    isDenied(error) &&
    /identity-based policy|explicit deny|permissions boundary|service control policy/i.test((error as Error).message)
  );
}

/**
 * Words by which the service says that the name is taken. It has no code of its own for it: the same ConflictException
 * also means that another operation is under way. Seen: "Domain name already exists under this account, please use
 * another one".
 */
const TAKEN =
  /already (exists?|in use|used|taken|granted|configured|enabled|owns|in the project|a member)|exists? (already|under)|use another/i;

/** The service already has an object of this name (some operations report it as a validation error). */
export function isDuplicate(error: unknown): boolean {
  const fault = awsFault(error);
  if (fault === undefined) return false;
  return (
    (fault.name === "ConflictException" && TAKEN.test(fault.message)) ||
    (fault.name === "ValidationException" && /already (exists|in the project|a member)/i.test(fault.message))
  );
}

/** The object, or a neighbour, is being changed by somebody else: the same call may succeed later. */
export function isBusy(error: unknown): boolean {
  const fault = awsFault(error);
  return (
    fault?.name === "ConcurrentModificationException" ||
    (fault?.name === "ConflictException" && !TAKEN.test(fault.message))
  );
}

/** AWS asks to slow down; nothing was done. */
export function isThrottled(error: unknown): boolean {
  const fault = awsFault(error);
  return (
    fault !== undefined &&
    (/Throttl|TooManyRequests|RequestLimitExceeded/.test(fault.name) || fault.$metadata?.httpStatusCode === 429)
  );
}

/** It is unknown whether the call was carried out: a server error, a cut connection, a timeout. */
export function isAmbiguous(error: unknown): boolean {
  const fault = awsFault(error);
  if (fault === undefined) return false;
  const status = fault.$metadata?.httpStatusCode;
  return status === undefined || status >= 500;
}
