import { hoursBetween } from "./age";
import type { Directory } from "./directory";
import { humanOwners } from "./projects-report";
import { reasonOf } from "./reason";
import { defineReport, text, time } from "./report";
import type { KnownGrant, KnownSubscription } from "./view";

/** Kinds of orphans, with what is wrong and what to do. */
export const ORPHANS = {
  GRANT_WITHOUT_SUBSCRIPTION: "A grant works whose subscription has ended. Delete the grant (DeleteSubscriptionGrant).",
  APPROVED_WITHOUT_GRANT:
    "A subscription is approved and nothing is granted. Look for a subscription target in the project's environments.",
  GRANT_FAILED: "The service could not grant. Mend the cause, then grant again.",
  GRANT_INACCESSIBLE: "The service cannot reach the place of a grant. Look at the environment and its account.",
  GRANT_PENDING: "A grant is not finished for a long time. Look at the environment and its account.",
  REVOKE_PENDING:
    "A revocation is not finished for a long time: data can still be read. Look at the environment and its account.",
  REVOKE_FAILED:
    "The service could not take access back: data can still be read. Mend the cause, then revoke in Lake Formation or Redshift.",
  PERMISSIONS_RETAINED:
    "A subscription was ended and its permissions were left. Take them back in Lake Formation or Redshift.",
  SUBSCRIBER_GONE: "A subscription is approved for a project that is gone. Revoke it.",
  OWNER_GONE: "A subscription is approved for an asset whose project is gone. Revoke it.",
  ENVIRONMENT_GONE: "A grant names an environment that is gone. Delete the grant.",
  FILTERS_DIFFER: "A subscription has other filters than were decided. Revoke it.",
  ACCESS_PAST_ITS_END: "Access goes on after its end. Look at the application's alarms; revoke it.",
  PROJECT_WITHOUT_HUMAN_OWNER: "No person and no group of people owns the project. Add an owner.",
} as const;

/** Kind of an orphan. */
export type OrphanKind = keyof typeof ORPHANS;

/** Something that nobody answers for any more. */
interface Orphan {
  readonly kind: OrphanKind;
  readonly projectId: string;
  readonly subscription?: KnownSubscription;
  readonly grantId?: string;
  readonly since?: string;
  readonly detail: string;
}

/** Access, grants and projects that nobody answers for any more. */
export const ORPHANS_REPORT = defineReport({
  name: "orphans",
  says: "Access, a grant or a project that nobody answers for any more.",
  columns: {
    kind: text("kind of orphan"),
    project_id: text("project that has the access, or is the orphan"),
    project: text("its name"),
    unit: text("its unit; empty where the project is gone"),
    unit_id: text("id of that unit"),
    asset_id: text("id of the asset"),
    asset: text("its name"),
    owner_project_id: text("id of the project that owns it"),
    owner_project: text("its name"),
    owner_unit_id: text("id of its unit; empty where the project is gone"),
    subscription_id: text("id of the subscription"),
    grant_id: text("id of the grant"),
    since: time("time since which it is so, as far as that is known"),
    detail: text("what was found"),
    remedy: text("what to do"),
  },
  *rows(directory) {
    for (const { kind, projectId, subscription, grantId, since, detail } of orphansOf(directory))
      yield {
        kind,
        project_id: projectId,
        project: directory.projectName(projectId),
        unit: directory.unitOfProject(projectId),
        unit_id: directory.unitIdOfProject(projectId),
        asset_id: subscription?.listing.assetId,
        asset: subscription?.listing.name,
        owner_project_id: subscription?.listing.projectId,
        owner_project: subscription && directory.projectName(subscription.listing.projectId),
        owner_unit_id: subscription && directory.unitIdOfProject(subscription.listing.projectId),
        subscription_id: subscription?.id,
        grant_id: grantId,
        since,
        detail,
        remedy: ORPHANS[kind],
      };
  },
});

function* orphansOf(directory: Directory): Iterable<Orphan> {
  for (const subscription of directory.view.subscriptions) {
    const about = { projectId: subscription.subscriber.id, subscription };
    const found = subscription.status === "APPROVED" ? approved(subscription, directory) : ended(subscription);
    for (const orphan of found) yield { ...about, ...orphan };
    for (const grant of directory.grantsOf(subscription.id))
      for (const orphan of ofGrant(grant, subscription, directory))
        yield { ...about, grantId: grant.id, since: grant.updatedAt, ...orphan };
  }
  yield* ofNoSubscription(directory);
  for (const project of directory.view.projects)
    if (humanOwners(project, directory)?.length === 0)
      yield { kind: "PROJECT_WITHOUT_HUMAN_OWNER", projectId: project.id, detail: ownersText(project.members?.length) };
}

const ownersText = (members = 0): string =>
  `${members} ${members === 1 ? "member" : "members"}, no person among the owners`;

type Found = Pick<Orphan, "kind" | "detail"> & Partial<Orphan>;

function* approved(subscription: KnownSubscription, directory: Directory): Iterable<Found> {
  const { id, listing, subscriber, filterIds, requestId = "" } = subscription;
  const { now, grantHours } = directory.options;
  const since = subscription.updatedAt ?? subscription.createdAt;
  if (subscriber.kind === "project" && !directory.projects.has(subscriber.id))
    yield { kind: "SUBSCRIBER_GONE", detail: `project ${subscriber.id} is not in the domain` };
  if (!directory.projects.has(listing.projectId))
    yield { kind: "OWNER_GONE", detail: `project ${listing.projectId} is not in the domain` };
  if (directory.grantsOf(id).length === 0 && hoursBetween(since, now) >= grantHours)
    yield { kind: "APPROVED_WITHOUT_GRANT", since, detail: `approved, no grant after ${grantHours} hours` };
  const decided = directory.decisions.get(requestId)?.filterIds;
  if (decided !== undefined && (decided.length !== filterIds.length || decided.some((one) => !filterIds.includes(one))))
    yield {
      kind: "FILTERS_DIFFER",
      detail: `decided: ${decided.join(", ") || "none"}; found: ${filterIds.join(", ") || "none"}`,
    };
  const { expiresAt } = reasonOf(subscription, directory);
  if (expiresAt !== undefined && hoursBetween(expiresAt, now) >= grantHours)
    yield { kind: "ACCESS_PAST_ITS_END", since: expiresAt, detail: `access was given until ${expiresAt}` };
}

function* ended({ retained, status, updatedAt }: KnownSubscription): Iterable<Found> {
  if (retained) yield { kind: "PERMISSIONS_RETAINED", since: updatedAt, detail: `${status}, permissions were left` };
}

/** Grants whose subscription was not found at all. Where something could not be read it may be there, and nothing is said. */
function* ofNoSubscription({ view, subscriptions }: Directory): Iterable<Orphan> {
  if (view.gaps.length > 0) return;
  const projectOf = new Map(
    view.projects.flatMap(({ id, environments = [] }) => environments.map((environment) => [environment.id, id])),
  );
  for (const grant of view.grants)
    if (!subscriptions.has(grant.subscriptionId) && works(grant))
      yield {
        kind: "GRANT_WITHOUT_SUBSCRIPTION",
        projectId: projectOf.get(grant.environmentId) ?? "",
        grantId: grant.id,
        since: grant.updatedAt,
        detail: `grant ${grant.status}, subscription ${grant.subscriptionId} was not found`,
      };
}

/** Statuses in which the service is at work. */
const AT_WORK: readonly string[] = ["PENDING", "IN_PROGRESS"];
const FAILED: Readonly<Record<string, readonly OrphanKind[]>> = {
  GRANT_FAILED: ["GRANT_FAILED"],
  REVOKE_FAILED: ["REVOKE_FAILED"],
  GRANT_AND_REVOKE_FAILED: ["GRANT_FAILED", "REVOKE_FAILED"],
  INACCESSIBLE: ["GRANT_INACCESSIBLE"],
};

function* ofGrant(grant: KnownGrant, subscription: KnownSubscription, directory: Directory): Iterable<Found> {
  const { status, cause, assetStatuses, environmentId } = grant;
  const isTakenBack = assetStatuses.length > 0 && assetStatuses.every((one) => one === "REVOKED");
  if (isTakenBack) return;
  for (const kind of FAILED[status] ?? []) yield { kind, detail: cause === "" ? status : `${status}: ${cause}` };
  const { now, grantHours } = directory.options;
  const isApproved = subscription.status === "APPROVED";
  if (AT_WORK.includes(status) && hoursBetween(grant.updatedAt, now) >= grantHours)
    yield {
      kind: isApproved ? "GRANT_PENDING" : "REVOKE_PENDING",
      detail: `${status} for more than ${grantHours} hours`,
    };
  if (!isApproved && !subscription.retained && works(grant))
    yield { kind: "GRANT_WITHOUT_SUBSCRIPTION", detail: `grant ${status}, subscription ${subscription.status}` };
  const environments = directory.projects.get(subscription.subscriber.id)?.environments;
  // Of a project that is gone the subscription itself is reported; of environments that were not read nothing is said.
  if (environments !== undefined && !environments.some(({ id }) => id === environmentId))
    yield { kind: "ENVIRONMENT_GONE", detail: `environment ${environmentId} is not in the project` };
}

/** Access that is granted, whatever the status of the whole grant is. */
const works = ({ status, assetStatuses }: KnownGrant): boolean =>
  assetStatuses.length === 0 ? status === "COMPLETED" : assetStatuses.includes("GRANTED");
