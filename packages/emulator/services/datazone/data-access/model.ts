import type { Call } from "../../../service";
import type { Domain } from "../model";
import { dropOrphans } from "../project-sources";
import { liveProjects } from "../projects";
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
  liveProjects(domain, call);
  for (const items of Object.values(access) as Record<string, { projectId: string }>[]) dropOrphans(domain, items);
  for (const grant of Object.values(access.grants)) if (isGone(grant)) Reflect.deleteProperty(access.grants, grant.id);
  return access;
}

const isGone = ({ deleting, course }: SubscriptionGrant): boolean =>
  deleting === true && course.failure === undefined && Date.now() >= finishedAt(course);
