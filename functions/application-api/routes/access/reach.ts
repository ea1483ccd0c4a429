import type { AccessPhase } from "../../../../governance/access";
import { stewardedUnits, type Membership, type Part } from "../../../../governance/people";
import type { ListEntry, ListSource } from "../../../application-store/item-lists";
import type { Surroundings } from "../route";

/** Sources of a list that are asked one by one; where a caller has more, the whole is read and filtered. */
const MOST_SOURCES = 60;

/** Everything that a caller reaches, for lists: requests, projects and units. */
export interface Reach {
  readonly profileId?: string;
  readonly all: boolean;
  readonly projects: ReadonlyMap<string, Membership>;
  readonly units: ReadonlySet<string>;
  readonly isGovernance: boolean;
}

/**
 * Reach of a caller.
 *
 * @param isForAll - True where projects matter also to those who see everything: they may decide as owners of one. The service is asked
 * for projects only where the answer changes something, for it bears few calls a second.
 */
export async function reachOf({ caller, services, settings }: Surroundings, isForAll = false): Promise<Reach> {
  const { governanceTeam, auditor, stewards } = caller.standing;
  const all = governanceTeam || auditor;
  return {
    profileId: caller.profileId,
    all,
    projects: all && !isForAll ? new Map() : await services.projects.membershipsOf(caller),
    units: new Set(stewardedUnits(stewards, settings.rules.unitParents)),
    isGovernance: governanceTeam,
  };
}

/** Facts of an entry of a list, or of a record, that parts follow from. */
type Seen = Pick<ListEntry, "requester" | "consumerProjectId" | "producerProjectId" | "unit">;

/** Parts of a caller in a request of a list. */
export function partsIn(reach: Reach, seen: Seen): Part[] {
  const parts: readonly (readonly [Part, boolean])[] = [
    ["requester", reach.profileId !== undefined && seen.requester === reach.profileId],
    ["consumer-member", reach.projects.has(seen.consumerProjectId)],
    ["producer-owner", reach.projects.get(seen.producerProjectId) === "owner"],
    ["unit-steward", reach.units.has(seen.unit)],
    ["governance-team", reach.isGovernance],
    ["auditor", reach.all && !reach.isGovernance],
  ];
  return parts.filter(([, has]) => has).map(([part]) => part);
}

/** Phases that a request is in for a while only: few requests are, whatever is asked for in years. */
const PASSING: readonly AccessPhase[] = ["open", "held", "deciding", "granting", "ending"];

/** Sources of a list. */
export interface Sources {
  readonly sources: readonly ListSource[];
  /** True where they hold nothing but what the caller may see. */
  readonly isExact: boolean;
}

/** Sources that hold everything that a caller may see in some phases, or in all. */
export function visibleSources(reach: Reach, phases?: readonly AccessPhase[]): Sources {
  const all: readonly ListSource[] = phases?.map((value) => ({ by: "state", value })) ?? [{ by: "all" }];
  if (reach.all) return { sources: all, isExact: true };
  if (phases?.every((phase) => PASSING.includes(phase)) === true) return { sources: all, isExact: false };
  const { profileId, projects, units } = reach;
  const owned = [...projects].filter(([, membership]) => membership === "owner");
  const own: ListSource[] = [
    ...(profileId === undefined ? [] : [{ by: "requester", value: profileId } as const]),
    ...[...projects.keys()].map((value) => ({ by: "consumer", value }) as const),
    ...owned.map(([value]) => ({ by: "producer", value }) as const),
    ...[...units].map((value) => ({ by: "unit", value }) as const),
  ];
  return own.length > MOST_SOURCES ? { sources: all, isExact: false } : { sources: own, isExact: phases === undefined };
}
