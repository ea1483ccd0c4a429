import type { Directory } from "./directory";
import { OWNER, reasonOf, type AccessReason } from "./reason";
import { defineReport, text, time, type Cell } from "./report";
import type { KnownListing, KnownProject, KnownSubscription } from "./view";

const COLUMNS = {
  subject_kind: text("`project`, `person`, `group`, `program` (a role), `unknown` (a profile that could not be read)"),
  subject_id: text("id of the project or of the profile; ARN of a role that subscribes by itself"),
  subject: text("its name"),
  project_id: text("id of the project that has access, or through which a member has it"),
  through_project: text("name of the project through which a member has access; empty for a project itself"),
  designation: text("part of the member in that project"),
  unit: text("unit of the project"),
  unit_id: text("id of that unit"),
  asset_id: text("id of the asset"),
  asset: text("its name"),
  asset_type: text("its type"),
  owner_project_id: text("id of the project that owns the asset"),
  owner_project: text("its name"),
  owner_unit_id: text("id of its unit; empty where the project is gone"),
  why_kind: text("`rule`, `people`, `portal`, `owner`, `not-known`"),
  why: text("rule, persons, or where it was decided"),
  rules_version: text("version of the rules that decided"),
  rows: text("condition of the rows that are given; `all` without a row filter"),
  columns: text("columns that are given; `all` without a column filter"),
  since: time("time of the approval"),
  until: time("time at which access ends; empty where it has no end, or none is known"),
  grant_status: text("status of the grants; `none` where there is none, `owner` where none is needed"),
  subscription_id: text("id of the subscription; empty for owners"),
  request_id: text("id of the request"),
};
type AccessRow = Readonly<Record<keyof typeof COLUMNS, Cell>>;
type SharedPart = Omit<
  AccessRow,
  "subject_kind" | "subject_id" | "subject" | "project_id" | "through_project" | "designation" | "unit" | "unit_id"
>;

/** Access to assets: who has it, why, with which filters, since when and until when. */
export const ACCESS_REPORT = defineReport({
  name: "access",
  says: "A project, a person, a group or a role can read an asset.",
  columns: COLUMNS,
  *rows(directory): Iterable<AccessRow> {
    for (const subscription of directory.view.subscriptions)
      if (subscription.status === "APPROVED") yield* ofSubscription(subscription, directory);
    for (const listing of directory.listings()) {
      const project = directory.projects.get(listing.projectId);
      if (project === undefined) continue;
      const shared = sharedPart(listing, OWNER, directory);
      yield* ofProject(project, { ...shared, rows: "all", columns: "all", grant_status: "owner" }, directory);
    }
  },
});

function* ofSubscription(subscription: KnownSubscription, directory: Directory): Iterable<AccessRow> {
  const { listing, subscriber, filterIds, createdAt, id, requestId } = subscription;
  const reason = reasonOf(subscription, directory);
  const shared = {
    ...sharedPart(listing, reason, directory),
    ...filtersText(filterIds, directory),
    since: createdAt,
    until: reason.expiresAt,
    grant_status: grantStatus(id, directory),
    subscription_id: id,
    request_id: requestId,
  };
  const project = subscriber.kind === "project" ? directory.projects.get(subscriber.id) : undefined;
  if (project !== undefined) return yield* ofProject(project, shared, directory);
  const known = directory.principal(subscriber.id);
  const kind = { project: "project", user: "person", group: "group", iam: "program" }[subscriber.kind];
  const subject = { subject_kind: known.kind === "unknown" ? kind : known.kind, subject_id: subscriber.id };
  const nothing = { through_project: undefined, designation: undefined, unit: undefined, unit_id: undefined };
  const project_id = subscriber.kind === "project" ? subscriber.id : undefined;
  yield { ...shared, ...subject, ...nothing, project_id, subject: directory.subscriberName(subscriber) };
}

/** A line for the project, and one for each of its members: all of them work with what the project has. */
function* ofProject({ id, name, unitId, members = [] }: KnownProject, shared: SharedPart, directory: Directory) {
  // Nearly all rows of all reports are made here: one copy of what they share is enough for each.
  const all = { ...shared, project_id: id, unit: directory.unitPath(unitId), unit_id: unitId };
  const itself = { subject_kind: "project", subject_id: id, subject: name };
  yield { ...all, ...itself, through_project: undefined, designation: undefined };
  for (const { principalId, designation } of members) {
    const { kind, name: subject } = directory.principal(principalId);
    yield { ...all, subject_kind: kind, subject_id: principalId, subject, designation, through_project: name };
  }
}

function sharedPart(listing: KnownListing, reason: AccessReason, directory: Directory): SharedPart {
  return {
    asset_id: listing.assetId,
    asset: listing.name,
    asset_type: listing.type,
    owner_project_id: listing.projectId,
    owner_project: directory.projectName(listing.projectId),
    owner_unit_id: directory.unitIdOfProject(listing.projectId),
    why_kind: reason.kind,
    why: reason.text,
    rules_version: reason.version,
    rows: undefined,
    columns: undefined,
    since: undefined,
    until: undefined,
    grant_status: undefined,
    subscription_id: undefined,
    request_id: undefined,
  };
}

/** Filters in words. Several of a kind give what any of them gives; one that was not read is named by its id, never left out. */
export function filtersText(
  filterIds: readonly string[],
  directory: Directory,
): { readonly rows: string; readonly columns: string } {
  const rows: string[] = [];
  const columns: string[] = [];
  for (const id of filterIds) {
    const filter = directory.filter(id);
    if (filter?.rows !== undefined) rows.push(filter.rows);
    else if (filter?.columns !== undefined) columns.push(filter.columns.join(", "));
    else [rows, columns].forEach((texts) => texts.push(`filter ${id} could not be read`));
  }
  return { rows: rows.join(" or ") || "all", columns: columns.join(" and ") || "all" };
}

function grantStatus(subscriptionId: string, directory: Directory): string {
  const statuses = directory.grantsOf(subscriptionId).map(({ status }) => status);
  return [...new Set(statuses)].sort().join(", ") || "none";
}
