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

export const validationError = (message: string) => new ServiceError("ValidationException", 400, message);
export const notFound = (message: string) => new ServiceError("ResourceNotFoundException", 404, message);
export const conflict = (message: string) => new ServiceError("ConflictException", 409, message);
export const accessDenied = (message: string) => new ServiceError("AccessDeniedException", 403, message);
export const unauthorized = (message: string) => new ServiceError("UnauthorizedException", 401, message);
export const quotaExceeded = (message: string) => new ServiceError("ServiceQuotaExceededException", 402, message);
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
