import { type AwsFault, awsFault, isDenied, isNotFound, isThrottled, saidBy } from "../../aws/faults";
import { explain } from "../../aws/known-texts";

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
  WEAKENING_REFUSED: "projects need what the change takes away from a blueprint configuration",
  VOCABULARY_IN_USE: "assets or types use what the change takes away",
  LEDGER_UNREADABLE: "the ledger's parameter holds something that this version cannot read",
  NOT_A_MEMBER: "the function's role is no member of a project whose connections it needs",
  CONNECTION_UNKNOWN: "a project has no connection of the name that the configuration gives",
  UNSUPPORTED_CHANGE: "the service has no call for this change",
  AWS_ERROR: "AWS refused a call",
} as const;

/** A code of `ERROR_CODES`. */
export type ErrorCode = keyof typeof ERROR_CODES;

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
  const said = saidBy(error);
  return new ControlPlaneError("AWS_ERROR", `${asked}: ${said}; ${fixOf(said, advice(fault))}`, { cause: error });
}

/** Cause and fix of what AWS said, where its words are known; else the fix that such an error usually has. */
export function fixOf(said: string, usual: string): string {
  const known = explain(said).map(({ cause, cure }) => `${cause}; fix: ${cure}`);
  return known.length === 0 ? `fix: ${usual}` : known.join("; ");
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
