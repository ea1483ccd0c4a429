import type { OfficeCaller } from "../../../contracts/application/project-office";
import { projectParts, readMark, type ProjectPart, type ProjectRecord } from "../../../governance/project-requests";
import type { SeenProject } from "./domain";
import type { OfficePlace } from "./place";

/** A request with the parts that the caller has in it now. */
export interface RequestInSight {
  readonly record: ProjectRecord;
  readonly parts: readonly ProjectPart[];
}

/** A project with the parts that the caller has in it now, and what is known of it. */
export interface ProjectInSight {
  readonly project: SeenProject;
  /** Request that it came of; absent for standing projects. */
  readonly record?: ProjectRecord;
  /** Members as they are now; absent where they may not be seen. */
  readonly there?: NonNullable<Awaited<ReturnType<OfficePlace["domain"]["membersOf"]>>>;
  /** Key of the unit. */
  readonly unit?: string;
  readonly parts: readonly ProjectPart[];
}

/** A request as the caller may see it; nothing where there is none, or the caller has no part in it. */
export async function requestInSight(
  { ports, domain }: OfficePlace,
  caller: OfficeCaller,
  requestId: string,
): Promise<RequestInSight | undefined> {
  const record = await ports.store.load(requestId);
  if (record === undefined) return undefined;
  const { requester, wish, projectId, endedAt } = record;
  // Rights follow from the members that the project has, not from those that it was to have.
  const there = projectId === undefined || endedAt !== undefined ? undefined : await domain.membersOf(projectId);
  const parts = projectParts(caller, { requester, unit: wish.unit, members: there?.members });
  return parts.length === 0 ? undefined : { record, parts };
}

/** A project as the caller may see it; nothing where there is none, or the caller has no part in it. */
export async function projectInSight(
  place: OfficePlace,
  caller: OfficeCaller,
  projectId: string,
): Promise<ProjectInSight | undefined> {
  const project = await place.domain.project(projectId);
  if (project === undefined) return undefined;
  const [record, there] = await Promise.all([recordOf(place, project), place.domain.membersOf(projectId)]);
  const unit = unitOf(place, project, record);
  const parts = projectParts(caller, { requester: record?.requester, unit, members: there?.members });
  if (parts.length === 0) return undefined;
  return { project, record, there, unit, parts };
}

/**
 * Record of a project. The mark in a description can be copied or lost: the record itself has to name the project, and is found by the
 * project's id where the mark does not lead to it.
 */
async function recordOf(
  { ports: { store } }: OfficePlace,
  { id, description }: SeenProject,
): Promise<ProjectRecord | undefined> {
  const mark = readMark(description);
  const marked = mark === undefined ? undefined : await store.load(mark.requestId);
  if (marked?.projectId === id) return marked;
  const [entry] = await store.lists.entries({ by: "consumer", value: id }, { limit: 1 });
  const found = entry === undefined ? undefined : await store.load(entry.requestId);
  return found?.projectId === id ? found : undefined;
}

/** Key of the unit that a project belongs to now: it may have been moved since it was asked for, and two keys may stand for one unit. */
export function unitOf(
  { domain }: Pick<OfficePlace, "domain">,
  { unitId }: Pick<SeenProject, "unitId">,
  record: ProjectRecord | undefined,
): string | undefined {
  if (unitId === undefined) return undefined;
  const asked = record?.wish.unit;
  return asked !== undefined && domain.unitIdOf(asked) === unitId ? asked : domain.unitKeyOf(unitId);
}
