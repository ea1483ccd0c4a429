import { newId } from "../../../identifiers";
import type { Call } from "../../../service";
import { MANAGED_ASSET_TYPES } from "../catalog/managed-types";
import { announceGrantEnd, announceGrantRequest, type GrantFacts } from "../data-access/announcements";
import type { GrantCourse } from "../data-access/grant-course";
import { accessOf } from "../data-access/model";
import type { Subscription, SubscriptionGrant, SubscriptionTarget } from "../data-access/shapes";
import { type Domain, now } from "../model";
import { targetsOfProject } from "./service-targets";

/** Creator of what the service makes by itself. */
const SYSTEM = "SYSTEM";

/** Tells whether the service itself carries out grants of an asset type in a target. */
const isCarriedOut = (assetType: string, { grantCreationMode }: SubscriptionTarget): boolean =>
  grantCreationMode === "AUTOMATIC" && MANAGED_ASSET_TYPES.includes(assetType);

/** Choices of who asks for a grant. */
export interface GrantChoice {
  /** @default - the service itself */
  readonly createdBy?: string;
  readonly targetName?: string;
  readonly clientToken?: string;
}

/** Makes the grants of a new subscription: in the targets that take the asset by themselves and are there at this moment. */
export function grantAutomatically(domain: Domain, subscription: Subscription, call: Call): void {
  const { projectId, listing } = subscription;
  for (const target of targetsOfProject(domain, projectId, call))
    if (target.grantCreationMode === "AUTOMATIC" && target.applicableAssetTypes.includes(listing.assetType))
      startGrant(domain, subscription, target, {}, call);
}

/** Begins a grant; the service carries it out, or somebody else reports what becomes of it. */
export function startGrant(
  domain: Domain,
  subscription: Subscription,
  target: SubscriptionTarget,
  { createdBy = SYSTEM, targetName, clientToken }: GrantChoice,
  call: Call,
): SubscriptionGrant {
  const at = now();
  const grant: SubscriptionGrant = {
    id: newId(),
    projectId: subscription.projectId,
    subscriptionId: subscription.id,
    targetId: target.id,
    environmentId: target.environmentId,
    course: courseOf("GRANT", { subscription, target, from: Date.now() }, call),
    targetName,
    clientToken,
    createdAt: at,
    createdBy,
    updatedAt: at,
  };
  accessOf(domain, call).grants[grant.id] = grant;
  announceCourse(domain, { grant, subscription, target }, call);
  return grant;
}

/** Begins to take a grant back, as soon as it has been given; there is nothing to take back of one that has failed. */
export function startRevoke(domain: Domain, { grant, subscription, target }: GrantParts, call: Call): void {
  const { direction, failure, carriedOut } = grant.course;
  if ((direction === "GRANT") === (failure !== undefined)) return;
  const from = Math.max(Date.now(), carriedOut?.finishedAt ?? 0);
  grant.course = courseOf("REVOKE", { subscription, target, from }, call);
  grant.updatedAt = now();
  announceCourse(domain, { grant, subscription, target }, call);
}

/** A grant with its subscription and all of its target. */
export type GrantParts = GrantFacts & { readonly target: SubscriptionTarget };

interface Beginning {
  readonly subscription: Subscription;
  readonly target: SubscriptionTarget;
  readonly from: number;
}

function courseOf(direction: GrantCourse["direction"], beginning: Beginning, call: Call): GrantCourse {
  const { subscription, target, from } = beginning;
  if (!isCarriedOut(subscription.listing.assetType, target)) return { direction };
  const { grant: delay } = call.emulator.delays;
  const inProgressAt = from + delay;
  const fault = call.emulator.faults.take([direction === "GRANT" ? "grant-failure" : "revoke-failure"], {
    service: call.service,
    operation: call.operation,
    account: call.account,
    key: subscription.listing.id,
  });
  const failure = fault && (fault.reason ?? "injected fault");
  return { direction, carriedOut: { inProgressAt, finishedAt: inProgressAt + delay }, failure };
}

function announceCourse(domain: Domain, facts: GrantFacts, call: Call): void {
  announceGrantRequest(domain, facts, call);
  const { carriedOut } = facts.grant.course;
  if (carriedOut) announceGrantEnd(domain, facts, carriedOut.finishedAt, call);
}
