import type { AccessPhase } from "../../../../governance/access";
import { stewardedUnits, type Membership, type Part } from "../../../../governance/people";
import type { ListEntry, ListSource } from "../../../application-store/access-lists";
import type { Surroundings } from "../route";

/** Sources of a list that are asked one by one; where a caller has more, the whole is read and filtered. */
const MOST_SOURCES = 60;
const PHASES: readonly AccessPhase[] = ["open", "held", "deciding", "granting", "active", "ending", "closed"];

/** Everything that a caller reaches, for lists: requests, projects and units. */
export interface Reach {
  readonly profileId?: string;
  readonly all: boolean;
  readonly projects: ReadonlyMap<string, Membership>;
  readonly units: ReadonlySet<string>;
  readonly isGovernance: boolean;
}

/** Reach of a caller. */
export async function reachOf({ caller, services, settings }: Surroundings): Promise<Reach> {
  const { governanceTeam, auditor, stewards } = caller.standing;
  return {
    profileId: caller.profileId,
    all: governanceTeam || auditor,
    projects: await services.projects.membershipsOf(caller),
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

const everything = (phases: readonly AccessPhase[] = PHASES): ListSource[] =>
  phases.map((value) => ({ by: "state", value }));

/** Sources that hold everything that a caller may see. */
export function visibleSources(reach: Reach, phases?: readonly AccessPhase[]): ListSource[] {
  if (reach.all) return everything(phases);
  const own: ListSource[] = reach.profileId === undefined ? [] : [{ by: "requester", value: reach.profileId }];
  const consuming = [...reach.projects.keys()].map((value): ListSource => ({ by: "consumer", value }));
  return narrowed([...own, ...consuming, ...decidingSources(reach)], phases);
}

/** Sources that hold everything that a caller may have to decide on. */
export function decidingSources(reach: Reach, phases?: readonly AccessPhase[]): ListSource[] {
  if (reach.isGovernance) return everything(phases);
  const owned = [...reach.projects].filter(([, membership]) => membership === "owner");
  return narrowed(
    [
      ...owned.map(([value]): ListSource => ({ by: "producer", value })),
      ...[...reach.units].map((value): ListSource => ({ by: "unit", value })),
    ],
    phases,
  );
}

const narrowed = (sources: ListSource[], phases?: readonly AccessPhase[]): ListSource[] =>
  sources.length > MOST_SOURCES ? everything(phases) : sources;
