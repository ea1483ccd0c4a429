import { APPLIED_RESOURCE } from "../../contracts/applied-record";
import type { ShownPlan, ResourceChange, Values } from "../../formats/terraform-show";
import { differences, valueAt } from "./differences";
import { CLOUD_CONTROL, INVOCATION, isNothing, object, parsed, text } from "./plan-contents";
import type { ObjectDrift, ObjectPending, PropertyDrift } from "./report";

const SENSITIVE = "(sensitive)";
const UNKNOWN = "(known after apply)";

/**
 * Drift of resources that Terraform refreshes itself: the state before the refresh against the one after it.
 *
 * Not all of that is drift. A role's state lists the policies that were attached after it was written, a bucket's its
 * settings; the provider fills in defaults. What counts is what the plan changes back.
 */
export function nativeDrift(plan: ShownPlan, since: string | undefined): ObjectDrift[] {
  const planned = new Map(refreshed(plan.resource_changes).map((change) => [change.address, change]));
  return refreshed(plan.resource_drift).flatMap((drifted): ObjectDrift[] => {
    const { address, change } = drifted;
    const next = planned.get(address);
    const about = { address, resource: labelOf(drifted), ...(since === undefined ? {} : { since }) };
    if (change.actions.includes("delete")) {
      const repair = next === undefined ? "it is not configured any more: apply forgets it" : "apply creates it again";
      return [{ ...about, change: "deleted", properties: missing(drifted, next !== undefined), repair }];
    }
    const properties = next === undefined || isNothing(next) ? [] : driftedProperties(drifted, next);
    return properties.length === 0 ? [] : [{ ...about, change: "changed", properties, repair: "apply repairs it" }];
  });
}

function missing({ type, change }: ResourceChange, configured: boolean): PropertyDrift[] {
  const exists = { path: "exists", live: false, configured };
  if (type !== CLOUD_CONTROL || !configured) return [exists];
  return [exists, { path: "desired_state", live: null, configured: parsed(change.before?.desired_state) }];
}

function driftedProperties(drifted: ResourceChange, next: ResourceChange): PropertyDrift[] {
  const [applied, live] = [object(drifted.change.before), object(drifted.change.after)];
  const configured = object(next.change.after);
  const arguments_ = Object.keys(live).filter((name) => isChangedBack(name, live, next));
  return arguments_.flatMap((name) =>
    differences(applied[name], live[name], name).map(({ path, before, after }) => {
      if (isMarked(drifted.change.after_sensitive, name)) return { path, live: SENSITIVE, configured: SENSITIVE };
      const value = isMarked(next.change.after_unknown, name) ? UNKNOWN : valueAt(configured, path);
      const moved = value !== UNKNOWN && differences(before, value).length > 0;
      return { path, live: after, configured: value, ...(moved ? { applied: before } : {}) };
    }),
  );
}

/** `tags_all` repeats `tags`, and is looked at only where `tags` shows nothing (default tags). */
function isChangedBack(name: string, live: Values, next: ResourceChange): boolean {
  const changes = (argument: string): boolean =>
    isMarked(next.change.after_unknown, argument) ||
    differences(live[argument], object(next.change.after)[argument]).length > 0;
  return name === "tags_all" && changes("tags") ? false : changes(name);
}

/** Changes of the configuration that were not applied, and how many changes only follow from others. */
export function nativePending(plan: ShownPlan): { pending: ObjectPending[]; consequences: number } {
  const drifted = new Map(refreshed(plan.resource_drift).map((change) => [change.address, change]));
  const pending: ObjectPending[] = [];
  let consequences = 0;
  for (const resource of refreshed(plan.resource_changes)) {
    if (isNothing(resource)) continue;
    const before = drifted.get(resource.address);
    const found = pendingOf(resource, before);
    if (found !== undefined) pending.push(found);
    else if (before === undefined) consequences += 1;
  }
  return { pending, consequences };
}

function pendingOf(resource: ResourceChange, drifted: ResourceChange | undefined): ObjectPending | undefined {
  const { address, change } = resource;
  const about = { address, resource: labelOf(resource), properties: [] };
  if (change.before === null) {
    return drifted?.change.actions.includes("delete") === true ? undefined : { ...about, action: "create" };
  }
  if (change.after === null) return { ...about, action: "delete" };
  const applied = object(drifted?.change.before ?? change.before);
  // What the plan leaves as the refresh found it is not the configuration's doing.
  const known = Object.keys(change.after).filter(
    (name) =>
      !isMarked(change.after_unknown, name) && differences(change.before?.[name], change.after?.[name]).length > 0,
  );
  const properties = known.flatMap((name) =>
    differences(applied[name], change.after?.[name], name).map(({ path, before, after }) =>
      isMarked(change.after_sensitive, name)
        ? { path, applied: SENSITIVE, configured: SENSITIVE }
        : { path, applied: before, configured: after },
    ),
  );
  const replaced = change.actions.length > 1;
  // A replacement leaves out what only AWS fills in: that alone is no change of the configuration.
  const configured = replaced ? properties.filter((property) => property.configured !== null) : properties;
  if (configured.length === 0 || resource.action_reason === "replace_by_triggers") return undefined;
  return { ...about, action: replaced ? "replace" : "update", properties: configured };
}

/**
 * All but the pair, whose write is never refreshed, and whose trigger says nothing that the write does not; and but the
 * record of the last apply, which changes with everything else.
 */
function refreshed(changes: readonly ResourceChange[] | undefined): ResourceChange[] {
  return (changes ?? []).filter(
    ({ mode, type, address }) =>
      mode === "managed" &&
      type !== INVOCATION &&
      address !== `terraform_data.${APPLIED_RESOURCE}` &&
      !(type === "terraform_data" && /_CreateOnly(_|$)/.test(address)),
  );
}

/** Type and name of a resource; grants and owners in their own words. */
function labelOf({ type, address, change }: ResourceChange): string {
  const values = object(change.before ?? change.after);
  if (type === CLOUD_CONTROL) {
    const { PolicyType, EntityType } = parsed(values.desired_state);
    const kind = text(values.type_name).split("::").at(-1) ?? type;
    const what = [kind, text(PolicyType), text(EntityType)].filter((part) => part !== "").join(" ");
    return `${what} (${address.replace(/^[^.]*\./, "")})`;
  }
  const name = [values.name, values.bucket, values.id].find((candidate) => typeof candidate === "string");
  return `${type} ${JSON.stringify(name ?? address.replace(/^[^.]*\./, ""))}`;
}

/** Tells whether `after_unknown` or a sensitivity mark covers an argument, whole or in part. */
function isMarked(marks: unknown, name: string): boolean {
  return holdsTrue(object(marks)[name]);
}

function holdsTrue(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).some(holdsTrue);
}
