import type { Call } from "../../../service";
import type { Domain } from "../model";
import { hasRemovals } from "../project-removals";
import { dropOrphans } from "../project-sources";
import { settleDeletions } from "../projects";
import { finishedAt } from "./grant-course";
import type { DataAccess, SubscriptionGrant } from "./shapes";

const empty = (): DataAccess => ({
  requests: {},
  subscriptions: {},
  targets: {},
  grants: {},
  filters: {},
  served: {},
});

/** Access to the assets of a domain. What belonged to a deleted project is gone, and so are grants that were deleted. */
export function accessOf(domain: Domain, call: Call): DataAccess {
  const domains = call.emulator.store.state<Record<string, DataAccess>>(
    "datazone-access",
    domain.account,
    domain.region,
    () => ({}),
  );
  const access = (domains[domain.id] ??= empty());
  // What writes may change everything from here on; what reads changes nothing but what is gone.
  if (!READ.test(call.operation)) changes += 1;
  if (swept.get(call) === access) return access;
  settleDeletions(domain, call);
  if (hasRemovals(domain, access)) {
    for (const items of Object.values(access) as Record<string, { projectId: string }>[]) dropOrphans(domain, items);
    changes += 1;
  }
  for (const id of deletingIn(access))
    if (!(id in access.grants) || isGone(access.grants[id])) {
      Reflect.deleteProperty(access.grants, id);
      deletingIn(access).delete(id);
      changes += 1;
    }
  swept.set(call, access);
  return access;
}

const READ = /^(Get|List|Search)/;
let changes = 0;

/** Number that grows with every chance that something was added or removed, in whatever domain. */
export const chancesOfChange = (): number => changes;

/** Access that was looked through for what is gone, by call: a call that lists thousands of things asks for it at each of them. */
const swept = new WeakMap<Call, DataAccess>();

const deleting = new WeakMap<DataAccess, Set<string>>();

/** Ids of the grants that are being deleted. Those of a saved state are found once; who deletes one adds it. */
export function deletingIn(access: DataAccess): Set<string> {
  const known = deleting.get(access);
  if (known !== undefined) return known;
  const found = new Set(Object.values(access.grants).flatMap((grant) => (grant.deleting === true ? [grant.id] : [])));
  deleting.set(access, found);
  return found;
}

const isGone = ({ deleting: isDeleting, course }: SubscriptionGrant): boolean =>
  isDeleting === true && course.failure === undefined && Date.now() >= finishedAt(course);
