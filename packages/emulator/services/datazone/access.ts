import { accessDenied, notFound, unauthorized, validationError } from "../../errors";
import type { Call } from "../../service";
import { isAssociated } from "../ram/associated-accounts";
import type { DataZoneState, Domain } from "./model";
import { domainOfCall, findDomain } from "./named-domain";

const initial = (): DataZoneState => ({ domains: {} });

/** Domains that an account owns in the Region of a call; the caller's account where none is given. */
export const dataZoneState = (call: Call, account = call.account) =>
  call.emulator.store.state<DataZoneState>("datazone", account, call.region, initial);

/**
 * Operations that an associated account may call. AWS's RAM permission lists 152 actions (counted in a real installation)
 * that are not published one by one; this is the part that members are known to use, without those that members were
 * refused: ListDomainUnitsForParent and GetGroupProfile (docs/pitfalls.md, 25).
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/associated-accounts.html
 */
const MEMBER_OPERATIONS: ReadonlySet<string> = new Set([
  "GetDomain",
  "GetDomainUnit",
  "ListEnvironmentBlueprints",
  "GetEnvironmentBlueprint",
  "PutEnvironmentBlueprintConfiguration",
  "GetEnvironmentBlueprintConfiguration",
  "ListEnvironmentBlueprintConfigurations",
  "DeleteEnvironmentBlueprintConfiguration",
  "AddPolicyGrant",
  "RemovePolicyGrant",
  "ListPolicyGrants",
  "GetProjectProfile",
  "ListProjectProfiles",
  "GetProject",
  "ListProjects",
  "ListProjectMemberships",
  "GetEnvironment",
  "ListEnvironments",
  // Those who write them are authorized by the environment's account (field evidence, section 3).
  "CreateSubscriptionTarget",
  "GetSubscriptionTarget",
  "ListSubscriptionTargets",
  "UpdateSubscriptionTarget",
  "DeleteSubscriptionTarget",
  "CreateUserProfile",
  "GetUserProfile",
  "UpdateUserProfile",
  "SearchUserProfiles",
]);

/** Words of a refusal of an operation. */
export const notPermitted = (call: Call) => `User is not permitted to perform operation: ${call.operation}`;

/** Tells whether a domain's deletion has run its time. */
export function deletedBy(domain: Domain, call: Call): boolean {
  return domain.deletingSince !== undefined && Date.now() >= domain.deletingSince + call.emulator.delays.domain;
}

/** Refuses a call on a domain that is not shared with the caller's account, or whose share does not have the operation. */
export function refuseByShare(input: Record<string, unknown>, call: Call): void {
  const domain = domainOfCall(input, call);
  if (!domain || domain.account === call.account) return;
  if (!isAssociated(call.emulator, domain, call.account)) throw unauthorized("Unauthorized");
  if (!MEMBER_OPERATIONS.has(call.operation)) throw accessDenied(notPermitted(call));
}

/** Refuses a call on a domain that is deleted: it is refused, not "not found" (hashicorp/terraform-provider-aws#48953). */
export function refuseByDomain(input: Record<string, unknown>, call: Call): void {
  const domain = domainOfCall(input, call);
  if (domain && deletedBy(domain, call)) throw accessDenied(notPermitted(call));
}

/** The domain of a call that is authorized. */
export function domainOf(identifier: string, call: Call): Domain {
  const domain = findDomain(identifier, call);
  if (!domain) throw notFound(`Domain with id ${identifier} does not exist`);
  return domain;
}

/** As `domainOf`, for operations that need a domain that is up. */
export function availableDomainOf(identifier: string, call: Call): Domain {
  const domain = domainOf(identifier, call);
  if (Date.now() < domain.availableAt) throw validationError(`Domain ${identifier} is not available yet: CREATING`);
  if (domain.deletingSince !== undefined) throw validationError(`Domain ${identifier} is being deleted`);
  return domain;
}

/** Domains that the caller's account owns or is associated with. */
export function visibleDomains(call: Call): Domain[] {
  return call.emulator.store
    .states<DataZoneState>("datazone", call.region)
    .flatMap(({ state }) => Object.values(state.domains))
    .filter((domain) => !deletedBy(domain, call))
    .filter((domain) => domain.account === call.account || isAssociated(call.emulator, domain, call.account));
}

const NAME = /^[\w -]+$/;

/** Names of domain units, pools, profiles and projects: botocore's pattern, for runs without botocore. */
export function checkName(kind: string, name: string | undefined, maximum: number): string {
  if (!name || name.length > maximum || !NAME.test(name))
    throw validationError(`${kind} name ${JSON.stringify(name)} must be 1 to ${maximum} characters of [\\w -]`);
  return name;
}
