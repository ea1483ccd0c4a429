import type { SubscriptionGrantStatus, UpdateSubscriptionGrantStatusCommandInput } from "@aws-sdk/client-datazone";
import { accessDenied, conflict, notFound, validationError } from "../../../errors";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, notPermitted } from "../access";
import { announceGrantEnd } from "../data-access/announcements";
import { assetStatus, isFinal } from "../data-access/grant-course";
import { accessOf } from "../data-access/model";
import { actsFor } from "../data-access/parties";
import type { SubscriptionGrant } from "../data-access/shapes";
import { type Domain, now } from "../model";
import { callerAsUser } from "../principals";
import { describeGrant, grantOf, subscriptionOfGrant } from "./grant-output";

/** A grant that somebody else than the service carries out, and that is still open. */
function openGrant(domain: Domain, input: UpdateSubscriptionGrantStatusCommandInput, call: Call): SubscriptionGrant {
  const grant = grantOf(domain, input.identifier, call);
  const { listing } = subscriptionOfGrant(domain, grant, call);
  if (listing.assetId !== input.assetIdentifier)
    throw notFound(`Subscription grant ${grant.id} has no asset ${input.assetIdentifier}`);
  if (![grant.projectId, listing.ownerProjectId].some((project) => actsFor(domain, project, call)))
    throw accessDenied(notPermitted(call));
  if (grant.course.carriedOut)
    throw validationError(
      `Subscription grant ${grant.id} is carried out by the service: asset type ${listing.assetType}`,
    );
  const status = assetStatus(grant.course);
  if (isFinal(status)) throw conflict(`Subscription grant ${grant.id} is ${status}`);
  return grant;
}

/** A grant is reported as granted or failed, a revocation as revoked or failed. */
function checkDirection({ course }: SubscriptionGrant, status: SubscriptionGrantStatus): void {
  if (status.startsWith("GRANT") !== (course.direction === "GRANT"))
    throw validationError(`${status} is no status of a course that is ${assetStatus(course)}`);
}

function updateStatus(input: UpdateSubscriptionGrantStatusCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const grant = openGrant(domain, input, call);
  const status = input.status!;
  checkDirection(grant, status);
  const at = Date.now();
  const failure = status.endsWith("FAILED") ? (input.failureCause?.message ?? "") : undefined;
  grant.course = { direction: grant.course.direction, reported: { status, at }, failure };
  grant.targetName = input.targetName ?? grant.targetName;
  grant.updatedAt = now();
  grant.updatedBy = callerAsUser(domain, call);
  const subscription = subscriptionOfGrant(domain, grant, call);
  const target = accessOf(domain, call).targets[grant.targetId];
  if (isFinal(status)) announceGrantEnd(domain, { grant, subscription, target }, at, call);
  return describeGrant(domain, grant, call);
}

/** Reports of those who carry out grants themselves: of assets that the service does not manage, in targets that it does not serve. */
export const GRANT_REPORT_OPERATIONS: Operations = {
  UpdateSubscriptionGrantStatus: operation(updateStatus),
};
