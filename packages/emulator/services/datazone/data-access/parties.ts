import { accessDenied } from "../../../errors";
import type { Call } from "../../../service";
import { notPermitted } from "../access";
import type { Domain } from "../model";
import { callerAsMember, sameMember } from "../principals";
import type { ListingSnapshot } from "./shapes";

/** Designations of members that decide on requests and ask for access. */
const ACTING: readonly string[] = ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"];

function designationOf(domain: Domain, projectId: string, call: Call): string | undefined {
  const caller = callerAsMember(domain, call);
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
