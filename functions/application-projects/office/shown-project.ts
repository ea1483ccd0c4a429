import type { OfficeCaller } from "../../../contracts/application/project-office";
import type { OfficeAnswers } from "../../../contracts/application/projects/answers";
import {
  designationsOf,
  nothingPossible,
  possibleOnProject,
  readMark,
  type ProjectRecord,
} from "../../../governance/project-requests";
import type { ListedProject, OfficeDomain } from "./domain";
import { personOf, type OfficePlace } from "./place";
import { memberShown, namesOf, requestSummary, without } from "./shown-request";
import type { ProjectInSight } from "./sight";

type Summary = OfficeAnswers["projects"]["items"][number];
type Detail = OfficeAnswers["one-project"];

/** Facts of a project for a list. */
export interface ProjectFacts {
  readonly project: ListedProject;
  readonly record?: ProjectRecord;
  readonly unit?: string;
  readonly profile?: string;
  /** Strongest designation of the caller. */
  readonly designation?: Summary["designation"];
}

/** A project for a list. */
export function projectSummary(
  domain: Pick<OfficeDomain, "unitNameOf" | "profileNameOf">,
  { project, record, unit, profile: found, designation }: ProjectFacts,
): Summary {
  const profile = record?.wish.profile ?? found;
  return without({
    ...{ id: project.id, name: project.name, unit, profile, ...namesOf(domain, { unit, profile }) },
    origin: record === undefined ? "standing" : "asked-for",
    status: statusOf(project, record),
    ...{ designation, requestId: record?.requestId, account: record?.placement?.accountId, endsAt: record?.endsAt },
  });
}

const UNDER_WAY: readonly ProjectRecord["phase"][] = [
  "checking",
  "held",
  "deciding",
  "creating",
  "following",
  "members",
];

function statusOf({ state }: ListedProject, record: ProjectRecord | undefined): Summary["status"] {
  if (state === "going" || state === "deletion-failed" || state === "failed") return state;
  if (record?.phase === "failed") return "failed";
  if (record?.phase === "retiring") return "going";
  // Members that are changed later keep nobody from working.
  const isMade = record === undefined || record.activeAt !== undefined || !UNDER_WAY.includes(record.phase);
  return state === "changing" || !isMade ? "under-way" : "ready";
}

/** A project with everything that is known of it, for a caller. */
export async function projectDetail(place: OfficePlace, caller: OfficeCaller, seen: ProjectInSight): Promise<Detail> {
  const { domain } = place;
  const { project, record, there, unit, parts } = seen;
  const [designation] = designationsOf(caller, there?.members ?? []);
  const profile = project.profileId === undefined ? undefined : await domain.profileKeyOf(project.profileId);
  const environments = await domain.environmentsOf(project.id);
  const summary = projectSummary(domain, { project, record, unit, profile, designation });
  const members = await Promise.all(
    (there?.members ?? []).map(async (member) => ({
      ...(await memberShown(domain, member)),
      platform: there?.kept.includes(member.id) === true,
    })),
  );
  return without({
    ...summary,
    status: summary.status === "ready" ? DEPLOYED[project.deployment] : summary.status,
    description: readMark(project.description)?.purpose ?? project.description,
    createdAt: project.createdAt,
    members: there === undefined ? undefined : members,
    environments,
    reasons: project.reasons.map(({ said, means }) => [said, ...means].join(" ")),
    request: record && requestSummary(domain, record),
    yourParts: [...parts],
    possible: possibleFor(place, caller, seen),
  });
}

const DEPLOYED = { "under-way": "under-way", failed: "failed", done: "ready" } as const;

function possibleFor(
  { settings, ports }: OfficePlace,
  caller: OfficeCaller,
  { record, parts, there }: ProjectInSight,
): Detail["possible"] {
  if (record === undefined)
    return nothingPossible("Nobody asked for this project here: it is changed where it was made.");
  if (there === undefined)
    return nothingPossible("The application may not see the members any more: an owner has to make its role an owner.");
  const person = personOf(caller, parts);
  if ("refused" in person) return nothingPossible(person.message);
  return possibleOnProject(record, settings, person, ports.clock());
}
