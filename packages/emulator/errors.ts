/** An error that an AWS service answers with: its code, HTTP status and message. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/** Refusal of a request's content. */
export const validationError = (message: string) => new ServiceError("ValidationException", 400, message);
/** Refusal of what does not exist. */
export const notFound = (message: string) => new ServiceError("ResourceNotFoundException", 404, message);
/** Refusal of what contradicts something that exists. */
export const conflict = (message: string) => new ServiceError("ConflictException", 409, message);
/** Refusal of a caller that lacks a permission. */
export const accessDenied = (message: string) => new ServiceError("AccessDeniedException", 403, message);
/** Refusal of a caller that the service does not let in. */
export const unauthorized = (message: string) => new ServiceError("UnauthorizedException", 401, message);
/** Refusal over a quota. */
export const quotaExceeded = (message: string) => new ServiceError("ServiceQuotaExceededException", 402, message);
/** Failure of the service itself. */
export const internalError = (message: string) => new ServiceError("InternalServerException", 500, message);

const NOT_IMPLEMENTED = "NotImplementedException";

/** A service's name for "too many requests". */
export interface Throttling {
  readonly code: string;
  readonly status: number;
}

/** Refusal of a call over a rate. @default ThrottlingException, 429 */
export const throttled = ({ code, status }: Throttling = { code: "ThrottlingException", status: 429 }) =>
  new ServiceError(code, status, "Rate exceeded");

/** The error as a service answers with it; what no service has meant is a fault of the emulator, and goes to stderr. */
export function asServiceError(thrown: unknown): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  process.stderr.write(`emulator bug: ${error.stack}\n`);
  return new ServiceError("InternalFailure", 500, `the emulator failed: ${error.message}`);
}

/** The operation exists at AWS, but this emulator does not have it. */
export const notImplemented = (service: string, operation: string) =>
  new ServiceError(NOT_IMPLEMENTED, 501, `the sandbox emulator does not implement ${service}:${operation}`);
