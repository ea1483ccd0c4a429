import { ServiceError } from "../errors";
import type { AccessRequest, Decision } from "./model";

/** Refusal of a request. */
export type Refused = Extract<Decision, { allowed: false }>;

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
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function refusalError(service: string, message: string): ServiceError {
  const [code, status] = CODES[service] ?? ["AccessDeniedException", 400];
  const text = service === "ec2" ? `You are not authorized to perform this operation. ${message}` : message;
  return new ServiceError(code, status, text);
}

/** Kinds of policies in the words of refusals. */
const KINDS = {
  identity: "identity-based policy",
  boundary: "permissions boundary",
  session: "session policy",
  "service-control": "service control policy",
  "vpc-endpoint": "VPC endpoint policy",
  resource: "resource-based policy",
} as const;

/** Sentence in which AWS refuses a request. */
export function refusalMessage({ principal, action, resource }: AccessRequest, decision: Refused): string {
  const what = `User: ${principal.callerArn} is not authorized to perform: ${action} on resource: ${resource}`;
  const kind = KINDS[decision.kind];
  if (decision.reason === "explicit-deny") return `${what} with an explicit deny in ${article(kind)} ${kind}`;
  if (decision.reason === "implicit-deny") return `${what} because no ${kind} allows the ${action} action`;
  return `${what} because the sandbox does not understand ${kind} ${decision.by?.policy ?? ""}: ${decision.detail ?? ""}`;
}

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? "an" : "a");
