import type { Caller } from "../steps/exchange";
import type { ConditionContext } from "./model";
import type { KnownPrincipal } from "./policies/principal";
import type { Need } from "./requests";

/** Services that have one endpoint for all Regions: their calls are calls of us-east-1. */
const GLOBAL = new Set(["iam", "organizations"]);

/**
 * Condition keys of a request: those that all requests have, the principal's, and the need's. Calls of the sandbox come over
 * plain HTTP on this machine and are taken for calls over TLS, as they would be at AWS.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestContext(
  known: KnownPrincipal,
  need: Need,
  caller: Caller,
  resourceOrganization: string | undefined,
): ConditionContext {
  const now = new Date();
  const account = need.accountId ?? known.principal.accountId;
  const service = need.action.split(":")[0];
  return {
    "aws:currenttime": now.toISOString(),
    "aws:epochtime": String(Math.floor(now.getTime() / 1000)),
    "aws:requestedregion": GLOBAL.has(service) ? "us-east-1" : caller.region,
    "aws:securetransport": "true",
    "aws:sourceip": "127.0.0.1",
    "aws:viaawsservice": String(caller.calledVia !== undefined),
    ...(caller.calledVia === undefined ? {} : calledVia(caller.calledVia)),
    ...(account === undefined ? {} : { "aws:resourceaccount": account }),
    ...(resourceOrganization === undefined ? {} : { "aws:resourceorgid": resourceOrganization }),
    ...known.context,
    ...need.context,
  };
}

function calledVia(service: string): ConditionContext {
  return { "aws:calledvia": [service], "aws:calledviafirst": service, "aws:calledvialast": service };
}
