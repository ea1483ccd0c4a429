import { ServiceError } from "../errors";

/** Error codes and statuses of services that do not answer `AccessDeniedException` and 400. */
const CODES: Readonly<Record<string, readonly [code: string, status: number]>> = {
  datazone: ["AccessDeniedException", 403],
  ec2: ["UnauthorizedOperation", 403],
  iam: ["AccessDenied", 403],
  lakeformation: ["AccessDeniedException", 403],
  lambda: ["AccessDeniedException", 403],
  ram: ["AccessDeniedException", 403],
  s3: ["AccessDenied", 403],
  sns: ["AuthorizationError", 403],
  sqs: ["AccessDenied", 403],
  sts: ["AccessDenied", 403],
};

/**
 * The error with which a service refuses a call that IAM does not allow.
 *
 * @param service signing name
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function refusalError(service: string, message: string): ServiceError {
  const [code, status] = CODES[service] ?? ["AccessDeniedException", 400];
  return new ServiceError(code, status, message);
}
