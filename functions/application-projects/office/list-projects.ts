import type { OfficeCaller, OfficeErrand } from "../../../contracts/application/project-office";
import type { OfficeAnswers } from "../../../contracts/application/projects/answers";
import { designationsOf, readMark, type ProjectRecord } from "../../../governance/project-requests";
import type { ListedProject } from "./domain";
import { reachOf, type Reach } from "./lists";
import type { OfficePlace } from "./place";
import { projectSummary } from "./shown-project";
import { unitOf } from "./sight";

type Errand = Extract<OfficeErrand, { ask: "projects" }>;
type Page = OfficeAnswers["projects"];

/** Calls of the service for one page: a filter that finds little gives a short page instead of a slow one. */
const MOST_CALLS = 4;

/** A project with its record, where it came of a request. */
interface Known {
  readonly project: ListedProject;
  readonly record?: ProjectRecord;
  readonly unit?: string;
}

/**
 * Projects that a caller may see. Who has no unit sees those that the caller is a member of, by name; all others see a part of all projects
 * of the domain, in the order of the service.
 */
export async function listProjects(place: OfficePlace, caller: OfficeCaller, errand: Errand): Promise<Page> {
  const reach = await reachOf(place, caller);
  const isOwn = errand.only === "mine" || (!reach.all && reach.units.size === 0);
  const page = isOwn
    ? await ownPage(place, reach.all ? await place.domain.projectsOf(caller) : [...reach.projects.values()], errand)
    : await domainPage(place, reach, errand);
  const items = await Promise.all(page.known.map((known) => summaryFor(place, caller, reach, known)));
  return { items, ...(page.next === undefined ? {} : { next: page.next }) };
}

interface KnownPage {
  readonly known: readonly Known[];
  readonly next?: string;
}

async function ownPage(
  place: OfficePlace,
  own: readonly ListedProject[],
  { unit, behind = "", limit }: Errand,
): Promise<KnownPage> {
  const rest = own.map((project) => [orderOf(project), project] as const).filter(([order]) => order > behind);
  rest.sort(([one], [other]) => (one < other ? -1 : 1));
  const known = (
    await withRecords(
      place,
      rest.map(([, project]) => project),
    )
  ).filter((one) => unit === undefined || one.unit === unit);
  const page = known.slice(0, limit);
  return { known: page, ...(known.length > limit ? { next: orderOf(page[limit - 1].project) } : {}) };
}

/** Place of a project among the caller's: by name, and by id where two have moved to one name. */
const orderOf = ({ name, id }: ListedProject): string => `${name}\u0000${id}`;

async function domainPage(place: OfficePlace, reach: Reach, { unit, behind, limit }: Errand): Promise<KnownPage> {
  const taken: Known[] = [];
  let next = behind;
  for (let count = 0; count < MOST_CALLS && taken.length < limit; count++) {
    const page = await place.domain.page(next, limit - taken.length);
    const known = await withRecords(place, page.projects);
    taken.push(...known.filter((one) => isSeen(reach, one) && (unit === undefined || one.unit === unit)));
    next = page.next;
    if (next === undefined) break;
  }
  return { known: taken, ...(next === undefined ? {} : { next }) };
}

const isSeen = ({ all, units, projects }: Reach, { project, unit }: Known): boolean =>
  all || projects.has(project.id) || (unit !== undefined && units.has(unit));

/** Projects with their records, which have to name the very project: a mark can be copied. */
async function withRecords(place: OfficePlace, projects: readonly ListedProject[]): Promise<Known[]> {
  const ids = projects.flatMap(({ description }) => readMark(description)?.requestId ?? []);
  const records = await place.ports.store.lists.records([...new Set(ids)]);
  const byProject = new Map(records.map((record) => [record.projectId, record]));
  return projects.map((project) => {
    const record = byProject.get(project.id);
    return { project, record, unit: unitOf(place, project, record) };
  });
}

async function summaryFor(
  { domain }: OfficePlace,
  caller: OfficeCaller,
  { projects }: Reach,
  { project, record, unit }: Known,
): Promise<Page["items"][number]> {
  // Of a standing project the members are read where the caller is known to be one of them.
  const members = record?.members ?? (projects.has(project.id) ? await domain.rosterOf(project.id) : []);
  const [designation] = designationsOf(caller, members ?? []);
  return projectSummary(domain, { project, record, unit, designation });
}
