/**
 * Codes of everything that the function reports, each with what the operator should know about it.
 *
 * A code is the `name` of the error that leaves the function, so Lambda shows it as `errorType`. Codes are stable.
 */
export const ERROR_CODES = {
  INVALID_REQUEST: "the event is not a message of contracts/control-plane",
  WRITE_REFUSED: "a write came through the alias that plans use",
  CONFLICT: "an object of this name exists and is not ours",
  ADOPTION_FAILED: "the object named by adoptId cannot be taken over",
  REPLACEMENT_REFUSED: "the change needs a replacement, which would destroy data",
  REPLACEMENT_NEEDED: "the change needs a replacement, which Terraform plans",
  DOMAIN_NOT_VISIBLE: "the account does not see the domain (yet)",
  ROLE_REFUSED: "AWS cannot use a role that the configuration names",
  INVALID_ADMINISTRATOR: "an administrator of Lake Formation that is not ours blocks the list",
  TIMED_OUT: "the service has not finished in time; applying again continues",
  DEPLOYMENT_FAILED: "the service accepted the request and then failed to carry it out",
  LEDGER_UNREADABLE: "the ledger's parameter holds something that this version cannot read",
  UNSUPPORTED_CHANGE: "the service has no call for this change",
  AWS_ERROR: "AWS refused a call",
} as const;

/** A code of `ERROR_CODES`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** What an AWS error says about itself; every SDK exception has this shape. */
interface AwsFault {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  /** Of Node.js, where the network failed. */
  readonly code?: string;
}

/**
 * The one kind of error that leaves the function: one line saying what was asked, what is wrong and what to do.
 *
 * `name` is the code and the stack is the line itself: Lambda puts both into the payload that Terraform prints.
 */
export class ControlPlaneError extends Error {
  public constructor(
    public readonly code: ErrorCode,
    /** The line without its code. */
    public readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`[${code}] ${oneLine(detail)}`, options);
    this.name = code;
    this.stack = `${code}: ${this.message}`;
  }
}

/** The AWS fault in an error, or `undefined` where it is not one (a defect of ours, a network failure). */
export function awsFault(error: unknown): AwsFault | undefined {
  return error instanceof Error && "$metadata" in error ? (error as AwsFault) : undefined;
}

/** The operator's line for an error of a call: what was asked, AWS's code, message and request id, what to do. */
export function describeFailure(asked: string, error: unknown): ControlPlaneError {
  if (error instanceof ControlPlaneError)
    return new ControlPlaneError(error.code, `${asked}: ${error.detail}`, { cause: error });
  const fault = awsFault(error);
  if (fault === undefined) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return new ControlPlaneError("AWS_ERROR", `${asked}: ${text}; fix: apply again, it continues where it stopped`, {
      cause: error,
    });
  }
  return new ControlPlaneError("AWS_ERROR", `${asked}: ${saidBy(error)}; fix: ${advice(fault)}`, { cause: error });
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

function advice(fault: AwsFault): string {
  if (fault.$metadata?.httpStatusCode === undefined)
    return "check that the function reaches AWS, then apply again, it continues where it stopped";
  if (isDenied(fault))
    return "check the function's role and, in a member account, the domain's share, then apply again";
  if (isThrottled(fault)) return "apply again with less parallelism";
  if (fault.name === "ServiceQuotaExceededException") return "raise the quota or remove what is not needed";
  if (fault.name === "ValidationException") return "correct the configuration that this value comes from";
  if (isNotFound(fault)) return "check that what the configuration refers to still exists";
  return "apply again, it continues where it stopped";
}

/** The object (or the domain around it) does not exist for this caller. */
export function isNotFound(error: unknown): boolean {
  const name = awsFault(error)?.name;
  return name === "ResourceNotFoundException" || name === "EntityNotFoundException";
}

/** AWS refused the caller. */
export function isDenied(error: unknown): boolean {
  const name = awsFault(error)?.name;
  return name === "AccessDeniedException" || name === "UnauthorizedException";
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
 * How the service says that something holds the name. It has no code of its own for it: the same ConflictException also
 * means that another operation is under way. Seen: "Domain name already exists under this account, please use another one".
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
