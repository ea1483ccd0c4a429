import type { OfficeCaller, OfficeErrand } from "../../../contracts/application/project-office";
import type { OfficeAnswers } from "../../../contracts/application/projects/answers";
import { mayDecide, projectParts, type ProjectPart, type ProjectRecord } from "../../../governance/project-requests";
import type { ListEntry, ListSource } from "../../application-store/item-lists";
import { mergedPage, type MergedPart } from "../../application-store/merged-page";
import type { ListedProject } from "./domain";
import { personOf, type OfficePlace } from "./place";
import { requestSummary } from "./shown-request";

type Errand = Extract<OfficeErrand, { ask: "requests" }>;

/** Sources of a list that are asked one by one; where a caller has more, the whole is read and filtered. */
const MOST_SOURCES = 60;

/** Everything that a caller reaches by standing and by projects. */
export interface Reach {
  readonly all: boolean;
  readonly units: ReadonlySet<string>;
  /** Projects that the caller is a member of, by id; of those who see everything they are not asked for. */
  readonly projects: ReadonlyMap<string, ListedProject>;
}

/** Reach of a caller. */
export async function reachOf({ domain }: OfficePlace, caller: OfficeCaller): Promise<Reach> {
  const all = caller.governanceTeam || caller.auditor;
  const projects = all ? [] : await domain.projectsOf(caller);
  return {
    all,
    units: new Set([...caller.leads, ...caller.stewards]),
    projects: new Map(projects.map((project) => [project.id, project])),
  };
}

/** Requests that a caller may see, the newest first. */
export async function listRequests(
  place: OfficePlace,
  caller: OfficeCaller,
  errand: Errand,
): Promise<OfficeAnswers["requests"]> {
  const { limit, behind } = errand;
  const reach = await reachOf(place, caller);
  const { sources, isExact } = sourcesOf(errand, caller, reach);
  const { records, next } = await mergedPage(place.ports.store.lists, {
    ...{ sources, isExact, behind, limit },
    mayBe: (entry) =>
      isPhase(entry.phase, errand) &&
      partsIn(caller, reach, { ...entry, projectId: entry.consumerProjectId }).length > 0,
    is: (record) => isListed(record, place, caller, reach, errand),
  });
  return {
    items: records.map((record) => requestSummary(place.domain, record)),
    ...(next === undefined ? {} : { next }),
  };
}

const phaseOf = ({ only, state }: Errand): ProjectRecord["phase"] | undefined =>
  only === "to-decide" ? "held" : state;
const isPhase = (phase: string, errand: Errand): boolean => phase === (phaseOf(errand) ?? phase);

/** Keyed queries whose results together hold everything of the list. */
function sourcesOf(
  errand: Errand,
  { profileId, leads, stewards }: OfficeCaller,
  reach: Reach,
): Pick<MergedPart<ProjectRecord>, "sources" | "isExact"> {
  const { only, unit } = errand;
  const phase = phaseOf(errand);
  const own: ListSource[] = profileId === undefined ? [] : [{ by: "requester", value: profileId }];
  if (only === "mine") return { sources: own, isExact: phase === undefined && unit === undefined };
  // Requests are held for a while only: few are, whatever is asked for in years.
  if (only === "to-decide") return { sources: [{ by: "state", value: "held" }], isExact: false };
  if (unit !== undefined && (reach.all || reach.units.has(unit)))
    return { sources: [{ by: "unit", value: unit }], isExact: phase === undefined };
  const all: ListSource[] = [phase === undefined ? { by: "all" } : { by: "state", value: phase }];
  if (reach.all) return { sources: all, isExact: unit === undefined };
  const sources: ListSource[] = [
    ...own,
    ...[...new Set([...leads, ...stewards])].map((value) => ({ by: "unit", value }) as const),
    ...[...reach.projects.keys()].map((value) => ({ by: "consumer", value }) as const),
  ];
  const isExact = phase === undefined && unit === undefined;
  return sources.length > MOST_SOURCES ? { sources: all, isExact: false } : { sources, isExact };
}

type Seen = Pick<ListEntry, "requester" | "unit"> & { readonly projectId?: string };

/** Parts of a caller in a request of a list; which designation a member has makes no difference there. */
function partsIn(caller: OfficeCaller, { projects }: Reach, { requester, unit, projectId }: Seen): ProjectPart[] {
  const parts = projectParts(caller, { requester, unit });
  return projectId !== undefined && projects.has(projectId) ? [...parts, "project-member"] : parts;
}

function isListed(
  record: ProjectRecord,
  { settings, ports }: OfficePlace,
  caller: OfficeCaller,
  reach: Reach,
  errand: Errand,
): boolean {
  const { requester, wish, projectId, phase } = record;
  const parts = partsIn(caller, reach, { requester, unit: wish.unit, projectId });
  // An index lags behind the record by a moment.
  if (parts.length === 0 || !isPhase(phase, errand)) return false;
  if (errand.unit !== undefined && wish.unit !== errand.unit) return false;
  if (errand.only === "mine") return parts.includes("requester");
  if (errand.only !== "to-decide") return true;
  const person = personOf(caller, parts);
  return !("refused" in person) && mayDecide(record, settings, person, ports.clock()).allowed;
}
