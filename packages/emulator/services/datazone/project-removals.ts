import type { Domain } from "./model";

const removals = new WeakMap<Domain, number>();
const lookedAt = new WeakMap<object, number>();

const deleting = new WeakMap<Domain, Set<string>>();

/** Ids of the projects that are being deleted. Those of a saved state are found once; who deletes one adds it. */
export function deletingProjects(domain: Domain): Set<string> {
  const known = deleting.get(domain);
  if (known !== undefined) return known;
  const found = Object.values(domain.projects).filter(({ deletingSince }) => deletingSince !== undefined);
  const ids = new Set(found.map(({ id }) => id));
  deleting.set(domain, ids);
  return ids;
}

/** Notes that a project was removed from a domain. */
export function countRemoval(domain: Domain, id: string): void {
  deletingProjects(domain).delete(id);
  removals.set(domain, (removals.get(domain) ?? 0) + 1);
}

/**
 * Tells whether projects were removed since what belongs to projects was last asked about: nothing else makes orphans, and to look through
 * thousands of things at each call would take longer than the call. The first time of some things it is true.
 */
export function hasRemovals(domain: Domain, things: object): boolean {
  const count = removals.get(domain) ?? 0;
  if (lookedAt.get(things) === count) return false;
  lookedAt.set(things, count);
  return true;
}
