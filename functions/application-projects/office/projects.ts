import type { OfficeCaller, OfficeErrand } from "../../../contracts/application/project-office";
import type { OfficeAnswers, OfficeRefusal } from "../../../contracts/application/projects/answers";
import {
  changeMembers,
  extendProject,
  retireProject,
  transferOwnership,
  type ChangedMembers,
  type PersonOnProject,
  type ProjectRecord,
  type ProjectRefusal,
} from "../../../governance/project-requests";
import { notFound, personOf, type OfficePlace } from "./place";
import { refusalShown, usesShown } from "./refusals";
import { projectDetail } from "./shown-project";
import { memberShown, requestSummary } from "./shown-request";
import { projectInSight } from "./sight";

type Errand<A extends OfficeErrand["ask"]> = Extract<OfficeErrand, { ask: A }>;

/** One project, for those who have a part in it. */
export async function readProject(
  place: OfficePlace,
  caller: OfficeCaller,
  { id }: Errand<"one-project">,
): Promise<OfficeAnswers["one-project"] | OfficeRefusal> {
  const seen = await projectInSight(place, caller, id);
  return seen === undefined ? notFound() : projectDetail(place, caller, seen);
}

/** Project that the caller acts on, and the caller with the parts in it. */
interface Acted {
  readonly record: ProjectRecord;
  readonly person: PersonOnProject;
}

/** The project and the caller, or why the caller does not act on it: rights follow from what the project is at this moment. */
async function acted(place: OfficePlace, caller: OfficeCaller, projectId: string): Promise<Acted | OfficeRefusal> {
  const seen = await projectInSight(place, caller, projectId);
  if (seen === undefined) return notFound();
  const person = personOf(caller, seen.parts);
  if ("refused" in person) return person;
  if (seen.record === undefined) return standing();
  return { record: seen.record, person };
}

const standing = (): OfficeRefusal => ({
  refused: "standing-project",
  message:
    "Nobody asked for this project here: it is changed in the configuration, or in the portal that it was made in.",
});

/** Members of a project, as a whole set. */
export async function setMembers(
  place: OfficePlace,
  caller: OfficeCaller,
  { id, members, dryRun }: Errand<"members">,
): Promise<OfficeAnswers["members"] | OfficeRefusal> {
  const on = await acted(place, caller, id);
  if ("refused" in on) return on;
  const { requestId } = on.record;
  return changed(place, await changeMembers(place, on.person, requestId, members, { dryRun }), "members", dryRun);
}

/** Another owner of a project. */
export async function transfer(
  place: OfficePlace,
  caller: OfficeCaller,
  { id, owner }: Errand<"transfer">,
): Promise<OfficeAnswers["transfer"] | OfficeRefusal> {
  const on = await acted(place, caller, id);
  if ("refused" in on) return on;
  return changed(place, await transferOwnership(place, on.person, on.record.requestId, owner), "owner", false);
}

async function changed(
  place: OfficePlace,
  outcome: ChangedMembers | ProjectRefusal,
  at: string,
  dryRun: boolean,
): Promise<OfficeAnswers["members"] | OfficeRefusal> {
  if ("refused" in outcome) return refusalShown(outcome, at);
  if (!dryRun) await place.ring(outcome.record.requestId);
  const changes = outcome.changes.map(async ({ change, member }) => ({
    change,
    member: await memberShown(place.domain, member),
  }));
  return { changes: await Promise.all(changes) };
}

/** A later end of a project. */
export async function extend(
  place: OfficePlace,
  caller: OfficeCaller,
  { id, days }: Errand<"extend">,
): Promise<OfficeAnswers["extend"] | OfficeRefusal> {
  const on = await acted(place, caller, id);
  if ("refused" in on) return on;
  const extended = await extendProject(place, on.person, on.record.requestId, days);
  if ("refused" in extended) return refusalShown(extended, "days");
  await place.ring(extended.requestId);
  return requestSummary(place.domain, extended);
}

/** The end of a project; with `dryRun` only what it still has is named. */
export async function retire(
  place: OfficePlace,
  caller: OfficeCaller,
  { id, reason, acknowledge, dryRun }: Errand<"retire">,
): Promise<OfficeAnswers["retire"] | OfficeRefusal> {
  const on = await acted(place, caller, id);
  if ("refused" in on) return on;
  const retired = await retireProject(place, on.person, on.record.requestId, { reason, acknowledge, dryRun });
  if ("refused" in retired) return refusalShown(retired);
  if (!dryRun) await place.ring(retired.record.requestId);
  return { retires: !dryRun, uses: usesShown(retired.uses) };
}
