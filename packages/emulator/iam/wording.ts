import type { AccessRequest, PolicyKind, Refusal } from "./model";

/**
 * Texts of refusals.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html, and for the ARN of a service control
 * policy field evidence, section 2.
 */

/** Names of kinds of policies in refusals; `[0]` after "in", `[1]` after "no". */
const NAMES: Readonly<Record<PolicyKind, readonly [string, string]>> = {
  identity: ["an identity-based policy", "identity-based policy"],
  boundary: ["a permissions boundary", "permissions boundary"],
  session: ["a session policy", "session policy"],
  "service-control": ["a service control policy", "service control policy"],
  "vpc-endpoint": ["a VPC endpoint policy", "VPC endpoint policy"],
  resource: ["a resource-based policy", "resource-based policy"],
};

/** Sentence with which a service refuses a request. */
export function refusalMessage(request: AccessRequest, refusal: Refusal): string {
  if (refusal.reason === "implicit-deny" && refusal.detail !== undefined) return refusal.detail;
  const service = prefixOf(request.action);
  if (service === "s3" && !isFamiliar(request)) return "Access Denied";
  const sentence = `User: ${callerOf(request)} is not authorized to perform: ${spelled(request.action)}${place(request)}${because(request, refusal)}`;
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html, UnauthorizedOperation
  return service === "ec2" ? `You are not authorized to perform this operation. ${sentence}` : sentence;
}

function callerOf({ principal }: AccessRequest): string {
  return principal.kind === "anonymous" ? "anonymous" : principal.callerArn;
}

/** S3 writes ARNs in quotation marks; an action without a resource is refused without naming one. */
function place({ action, resource }: AccessRequest): string {
  if (resource === "*") return "";
  return ` on resource: ${prefixOf(action) === "s3" ? `"${resource}"` : resource}`;
}

function because(request: AccessRequest, { reason, kind, by, detail }: Refusal): string {
  const { action } = request;
  const isTrust = kind === "resource" && action.toLowerCase().startsWith("sts:assumerole");
  if (reason === "unknown")
    return `: the emulator does not know what ${NAMES[kind][0]} means (${by?.policy ?? "unnamed"}): ${detail ?? ""}`;
  if (reason === "explicit-deny") {
    if (isTrust) return " with an explicit deny in the role trust policy";
    const arn = kind === "service-control" && by !== undefined && by.policy.startsWith("arn:") ? `: ${by.policy}` : "";
    return ` with an explicit deny in ${NAMES[kind][0]}${arn}`;
  }
  // STS does not tell strangers why a role does not trust them.
  if (isTrust) return "";
  return ` because no ${NAMES[kind][1]} allows the ${spelled(action)} action`;
}

/** SNS and SQS do not spell their actions as the reference does. */
function spelled(action: string): string {
  const name = action.slice(action.indexOf(":") + 1);
  if (prefixOf(action) === "sns") return `SNS:${name}`;
  return prefixOf(action) === "sqs" ? `sqs:${name.toLowerCase()}` : action;
}

function prefixOf(action: string): string {
  return action.slice(0, action.indexOf(":")).toLowerCase();
}

/**
 * Tells whether S3 gives a reason: it does for callers of the bucket's account or organization only.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
function isFamiliar({ principal, resourceAccountId, context }: AccessRequest): boolean {
  if (principal.accountId === undefined) return false;
  const organization = context["aws:principalorgid"];
  return (
    principal.accountId === resourceAccountId ||
    (organization !== undefined && organization === context["aws:resourceorgid"])
  );
}
