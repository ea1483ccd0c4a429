import { daysBetween, hoursBetween } from "./age";
import type { Directory } from "./directory";
import { decimal, defineReport, integer, text, time } from "./report";
import type { KnownListing } from "./view";

/** Statuses of projects and environments in which the service is at work. */
const AT_WORK = /^(CREATING|UPDATING|DELETING|MOVING|PENDING|IN_PROGRESS)/;

/** Something that waits longer than it should. */
interface Waiting {
  readonly kind: "request" | "held-request" | "grant" | "revocation" | "environment";
  readonly id: string;
  readonly projectId: string;
  readonly listing?: KnownListing;
  readonly since: string;
  readonly waitsFor: string;
  readonly limitHours: number;
}

/** Requests, grants, revocations and environments that wait longer than they should. */
export const PENDING_REPORT = defineReport({
  name: "pending",
  says: "Something waits longer than it should, and for whom.",
  columns: {
    kind: text("`request`, `held-request`, `grant`, `revocation`, `environment`"),
    id: text("id of what waits"),
    project_id: text("project that waits"),
    project: text("its name"),
    unit_id: text("id of its unit"),
    asset_id: text("id of the asset that is waited for"),
    asset: text("its name"),
    owner_project_id: text("id of the project that owns it"),
    owner_unit_id: text("id of that project's unit"),
    waits_for: text("people of a queue, owners of a project, or the service"),
    since: time("time since which it waits"),
    waiting_days: integer("whole days that it has waited"),
    limit_hours: decimal("hours after which it is reported"),
  },
  *rows(directory) {
    for (const { kind, id, projectId, listing, since, waitsFor, limitHours } of waitingIn(directory)) {
      if (hoursBetween(since, directory.options.now) < limitHours) continue;
      yield {
        kind,
        id,
        project_id: projectId,
        project: directory.projectName(projectId),
        unit_id: directory.unitIdOfProject(projectId),
        asset_id: listing?.assetId,
        asset: listing?.name,
        owner_project_id: listing?.projectId,
        owner_unit_id: listing && directory.unitIdOfProject(listing.projectId),
        waits_for: waitsFor,
        since,
        waiting_days: daysBetween(since, directory.options.now),
        limit_hours: limitHours,
      };
    }
  },
});

function* waitingIn(directory: Directory): Iterable<Waiting> {
  const { requestDays, grantHours } = directory.options;
  for (const { id, status, listing, subscriber, createdAt } of directory.view.requests) {
    if (status !== "PENDING") continue;
    const held = directory.decisions.get(id)?.held;
    const owners = `members of ${directory.projectName(listing.projectId)}`;
    const about = { id, projectId: subscriber.id, listing, limitHours: requestDays * 24 };
    yield held === undefined
      ? { kind: "request", ...about, since: createdAt, waitsFor: owners }
      : { kind: "held-request", ...about, since: held.since, waitsFor: `queue ${held.queue}, until ${held.lapsesAt}` };
  }
  for (const { id, status, subscriptionId, updatedAt } of directory.view.grants) {
    const subscription = directory.subscriptions.get(subscriptionId);
    if (subscription === undefined || !AT_WORK.test(status)) continue;
    const { listing, subscriber } = subscription;
    const kind = subscription.status === "APPROVED" ? "grant" : "revocation";
    const about = { id, projectId: subscriber.id, listing, limitHours: grantHours };
    yield { kind, ...about, since: updatedAt, waitsFor: "the service" };
  }
  // The service does not tell the time of a status in its lists: the project's age is the most that it can be.
  for (const { id: projectId, environments = [], createdAt } of directory.view.projects)
    for (const { id, status } of environments)
      if (AT_WORK.test(status) && createdAt !== undefined)
        yield { kind: "environment", id, projectId, since: createdAt, waitsFor: "the service", limitHours: grantHours };
}
