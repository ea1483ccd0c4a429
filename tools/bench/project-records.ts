import { CHOOSE, type ProjectRecord } from "../../governance/project-requests";
import { freshRecord } from "../../governance/project-requests/record";
import { type DomainSize, membersOf } from "./domain-size";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-29T08:00:00.000Z");

/** Tells whether somebody asked for a project: for every second one. The others are standing ones. */
export const isAskedFor = (count: number): boolean => count % 2 === 0;

/** Memory of the application of a project that somebody asked for, by the project's number. */
export function projectRecord(count: number, size: DomainSize): ProjectRecord {
  const members = membersOf(count, size);
  const at = new Date(NOW - (count % 300) * DAY - count).toISOString();
  const wish = {
    ...{ name: `Project ${count}`, unit: `unit${count % 20}`, profile: "lake", purpose: "Reports", account: CHOOSE },
    ...{ members: members.map(({ id: user, designation }) => ({ user, designation })), parameters: {} },
  };
  return {
    ...freshRecord({ requestId: `ask${count}`, requester: members[0].id, askedAt: at, wish, members }),
    ...{ phase: "active", projectId: `project${count}`, createdAt: at, activeAt: at },
    endsAt: new Date(NOW + (1 + (count % 300)) * DAY).toISOString(),
  };
}

/** Memory of all projects that somebody asked for. */
export const projectRecordsOf = (size: DomainSize): ProjectRecord[] =>
  Array.from({ length: size.projects }, (_, count) => count)
    .filter(isAskedFor)
    .map((count) => projectRecord(count, size));
