import { partsInAssets, type Part, type ProjectMember } from "../../../../governance/people";
import { Problem } from "../../http/problem";
import type { ProjectHand, RefusedByService } from "../../services-of-assets";
import type { Found, ObjectKind, Surroundings } from "../route";

/** Project whose assets a route is about, with its members as they are now. */
export interface OwningProject {
  readonly projectId: string;
  readonly members: readonly ProjectMember[];
}

/** An asset, by the project that owns it as the service has it now: what a request says of it gives no right. */
export interface OwnedAsset extends OwningProject {
  readonly assetId: string;
}

/** Parts of those who see the inventory of a project. */
export const SEES_INVENTORY: readonly Part[] = [
  "producer-owner",
  "producer-contributor",
  "producer-member",
  "unit-steward",
  "governance-team",
  "auditor",
];
/** Parts of those who see filters: the service shows them to those alone who may change them, and the office sees everything. */
export const SEES_FILTERS: readonly Part[] = SEES_INVENTORY.filter((part) => part !== "producer-member");
/** Parts of those who change something. Stewards and the governance team look on: data is its project's. */
export const CHANGES: readonly Part[] = ["producer-owner", "producer-contributor"];

/** Projects, for their inventory. */
export const OWNING_PROJECT: ObjectKind<OwningProject> = {
  name: "project",
  seenBy: SEES_INVENTORY,
  load: (id, surroundings) => foundIn(id, {}, surroundings),
};

/** Assets of the inventory, by their own ids. */
export const OWNED_ASSET: ObjectKind<OwnedAsset> = {
  name: "project that owns the asset",
  seenBy: SEES_INVENTORY,
  async load(assetId, surroundings) {
    const projectId = await surroundings.services.assets.ownerOf(assetId);
    return projectId === undefined ? undefined : foundIn(projectId, { assetId }, surroundings);
  },
};

async function foundIn<T extends object>(
  projectId: string,
  more: T,
  { caller, services: { projects }, settings }: Surroundings,
): Promise<Found<OwningProject & T> | undefined> {
  const [members, unit] = await Promise.all([projects.membersOf(projectId), projects.unitOf(projectId)]);
  // A project whose members the application may not see is one in which it can do nothing.
  if (members === undefined) return undefined;
  const parts = partsInAssets(caller, { members, unit }, settings.rules.unitParents);
  return { object: { projectId, members, ...more }, parts };
}

/** Session in which the application looks for somebody whom the domain does not know. */
const ITSELF = "governance-application";

/**
 * The application's hand in the project, for looking.
 *
 * A search leaves out what its caller may not see, without a word: so the role has to be a member of the project, or what it
 * finds would be taken for all that there is.
 */
export async function handFor(
  { projectId, members }: OwningProject,
  { caller, services }: Surroundings,
): Promise<ProjectHand> {
  const asker = await services.filing.askerOf(projectId);
  const isMember = asker !== undefined && members.some(({ id }) => id === asker);
  const hand = isMember ? await services.assets.handIn(projectId, caller.profileId ?? ITSELF) : undefined;
  if (hand !== undefined) return hand;
  throw new Problem(
    "act-in-portal",
    "The project has no role as which the application could act, or that role is no member of it any more: use the portal of AWS.",
  );
}

/** The application's hand in the project, for a change: whoever reads the trail has to find the person in it. */
export function actingHand(project: OwningProject, surroundings: Surroundings): Promise<ProjectHand> {
  if (surroundings.caller.profileId !== undefined) return handFor(project, surroundings);
  throw new Problem(
    "person-not-known",
    "The domain does not know you by the name in your token, so nobody could say that the change is yours: sign in to the portal of AWS once, or ask the governance team to look at your user profile.",
  );
}

/** The answer of the service. @throws a problem with its words where it refuses what nothing was found to be wrong with */
export function unlessRefused<T>(answer: T | RefusedByService): T {
  if (typeof answer === "object" && answer !== null && "refusedByService" in answer)
    throw new Problem("refused-by-service", `DataZone says: ${answer.refusedByService}`);
  return answer;
}
