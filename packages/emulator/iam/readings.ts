import { evaluate } from "./evaluate";
import type { AccessRequest, Decision, PolicySet } from "./model";
import { actionReference } from "./reference";

/**
 * Resources under which a request has to pass; all of them.
 *
 * Authorities contradict each other about DataZone. The service authorization reference gives most of its actions no
 * resource type, so that only a statement on `*` can allow them. AWS's own SageMakerStudioProjectUserRolePolicy and
 * SageMakerStudioDomainExecutionRolePolicy scope some of the same actions to ARNs of domains, and real refusals name the
 * domain's ARN (field evidence, section 2). What passes under both readings passes on AWS, whichever is right.
 */
export function readings(action: string, resource: string): readonly string[] {
  if (resource === "*" || !action.toLowerCase().startsWith("datazone:")) return [resource];
  const types = actionReference(action)?.resourceTypes ?? [];
  return types.length === 0 ? [resource, "*"] : [resource];
}

/** Judgement under every reading: allowed when all allow, otherwise the first refusal. */
export function evaluateUnderAllReadings(request: AccessRequest, policies: PolicySet): Decision {
  const decisions = readings(request.action, request.resource).map((resource) =>
    evaluate({ ...request, resource }, policies),
  );
  return decisions.find(({ allowed }) => !allowed) ?? decisions[0];
}
