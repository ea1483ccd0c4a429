import { accessDenied } from "../../../errors";
import type { Call } from "../../../service";
import { notPermitted } from "../access";
import type { Domain, Member } from "../model";
import { callerAsMember, sameMember } from "../principals";
import { having } from "./having";
import type { ListingSnapshot } from "./shapes";

/** Designations of members that decide on requests and ask for access. */
const ACTING: readonly string[] = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];

/** The caller as a member, by call: a list asks for it at each of its items. */
const callers = new WeakMap<Call, Member>();

function designationOf(domain: Domain, projectId: string, call: Call): string | undefined {
  const caller = callers.get(call) ?? callerAsMember(domain, call);
  callers.set(call, caller);
  const memberships = domain.projects[projectId]?.memberships ?? [];
  return memberships.find(({ member }) => sameMember(member, caller))?.designation;
}

/** Tells whether the caller is an owner or a contributor of a project. */
export const actsFor = (domain: Domain, projectId: string, call: Call): boolean =>
  ACTING.includes(designationOf(domain, projectId, call) ?? "");

/** Refuses who is neither owner nor contributor of a project. */
export function requireActor(domain: Domain, projectId: string, call: Call): void {
  if (!actsFor(domain, projectId, call)) throw accessDenied(notPermitted(call));
}

/** A request, a subscription: it has two sides. */
export interface TwoSided {
  readonly projectId: string;
  readonly listing: Pick<ListingSnapshot, "ownerProjectId">;
}

/** Members of the project that asks and of the one that owns the asset see what is between them. */
export const isVisible = (domain: Domain, { projectId, listing }: TwoSided, call: Call): boolean =>
  [projectId, listing.ownerProjectId].some((id) => designationOf(domain, id, call) !== undefined);

/** Things between projects of which one is on a side that is named; all of them where none is. */
export function between<T extends TwoSided>(
  items: Readonly<Record<string, T>>,
  { owningProjectId, approverProjectId }: { readonly owningProjectId?: string; readonly approverProjectId?: string },
): readonly T[] {
  if (approverProjectId !== undefined)
    return having(items, "approver", ({ listing }) => listing.ownerProjectId, approverProjectId);
  if (owningProjectId !== undefined) return having(items, "owner", ({ projectId }) => projectId, owningProjectId);
  return Object.values(items);
}
