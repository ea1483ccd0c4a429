import type { OfficeCaller, OfficeErrand } from "../../../contracts/application/project-office";
import type { OfficeAnswers, OfficeRefusal } from "../../../contracts/application/projects/answers";
import {
  askForProject,
  checkProject,
  decideProject,
  projectParts,
  projectRoles,
  type ProjectRecord,
} from "../../../governance/project-requests";
import { notFound, personOf, type OfficePlace } from "./place";
import { problemShown, refusalShown } from "./refusals";
import { requestDetail, without } from "./shown-request";
import { requestInSight } from "./sight";

type Errand<A extends OfficeErrand["ask"]> = Extract<OfficeErrand, { ask: A }>;

/** Answers of the checks to a wish. A machine that the domain does not know is told as well: nothing is stored. */
export async function checkWish(
  place: OfficePlace,
  caller: OfficeCaller,
  { wish }: Errand<"check">,
): Promise<OfficeAnswers["check"]> {
  const roles = projectRoles(projectParts(caller, { unit: wish.unit }));
  const person = { id: caller.profileId ?? caller.id, roles };
  const { problems, accountId, regions } = await checkProject(place, person, wish);
  return without({
    ...{ problems: problems.map(problemShown), name: wish.name },
    account: accountId === undefined ? undefined : { id: accountId, regions: [...regions] },
  });
}

/** A request, stored with the person who asks. */
export async function askForOne(
  place: OfficePlace,
  caller: OfficeCaller,
  { wish, key }: Errand<"request">,
): Promise<OfficeAnswers["request"] | OfficeRefusal> {
  const parts = projectParts(caller, { unit: wish.unit });
  const person = personOf(caller, parts);
  if ("refused" in person) return person;
  const asked = await askForProject(place, person, wish, key);
  if ("refused" in asked) return refusalShown(asked);
  await place.ring(asked.requestId);
  return shownTo(place, caller, asked);
}

/** One request, for those who have a part in it. */
export async function readRequest(
  place: OfficePlace,
  caller: OfficeCaller,
  { id }: Errand<"one-request">,
): Promise<OfficeAnswers["one-request"] | OfficeRefusal> {
  const seen = await requestInSight(place, caller, id);
  return seen === undefined ? notFound() : requestDetail(place, caller, seen);
}

/** A decision of a person on a request. */
export async function decide(
  place: OfficePlace,
  caller: OfficeCaller,
  { id, outcome, reason }: Errand<"decide">,
): Promise<OfficeAnswers["decide"] | OfficeRefusal> {
  const seen = await requestInSight(place, caller, id);
  if (seen === undefined) return notFound();
  const person = personOf(caller, seen.parts);
  if ("refused" in person) return person;
  const decided = await decideProject(
    place,
    person,
    id,
    outcome === "approve" ? { approve: reason } : { reject: reason },
  );
  if ("refused" in decided) return refusalShown(decided);
  await place.ring(id);
  return requestDetail(place, caller, { record: decided, parts: seen.parts });
}

const shownTo = (place: OfficePlace, caller: OfficeCaller, record: ProjectRecord): Promise<OfficeAnswers["request"]> =>
  requestDetail(place, caller, {
    record,
    parts: projectParts(caller, { requester: record.requester, unit: record.wish.unit }),
  });
