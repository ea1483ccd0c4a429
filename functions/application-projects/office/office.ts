import type { OfficeCaller, OfficeErrand } from "../../../contracts/application/project-office";
import type { OfficeAnswers, OfficeRefusal } from "../../../contracts/application/projects/answers";
import { isAmbiguous, isThrottled } from "../../../aws/faults";
import { choicesFor } from "./choices";
import { listProjects } from "./list-projects";
import { listRequests } from "./lists";
import type { OfficePlace } from "./place";
import { extend, readProject, retire, setMembers, transfer } from "./projects";
import { askForOne, checkWish, decide, readRequest } from "./requests";

/** Answer of the office to any errand. */
export type OfficeAnswer = OfficeAnswers[keyof OfficeAnswers] | OfficeRefusal;

/**
 * Does one errand of a caller. Rights are decided here, on the very request or project as it is at this moment.
 *
 * Every errand may be sent again: what was done already is answered as it was, or is done once more where that is the same.
 *
 * @returns what was asked for, or why it is not done; what is refused for a while only is `busy`
 */
export async function doErrand(place: OfficePlace, caller: OfficeCaller, errand: OfficeErrand): Promise<OfficeAnswer> {
  try {
    return await done(place, caller, errand);
  } catch (error) {
    if (!isThrottled(error) && !isAmbiguous(error)) throw error;
    return { refused: "busy", message: "A service is busy: send the same request again in some seconds." };
  }
}

function done(place: OfficePlace, caller: OfficeCaller, errand: OfficeErrand): Promise<OfficeAnswer> {
  switch (errand.ask) {
    case "choices":
      return choicesFor(place, caller);
    case "check":
      return checkWish(place, caller, errand);
    case "request":
      return askForOne(place, caller, errand);
    case "requests":
      return listRequests(place, caller, errand);
    case "one-request":
      return readRequest(place, caller, errand);
    case "decide":
      return decide(place, caller, errand);
    case "projects":
      return listProjects(place, caller, errand);
    case "one-project":
      return readProject(place, caller, errand);
    case "members":
      return setMembers(place, caller, errand);
    case "transfer":
      return transfer(place, caller, errand);
    case "extend":
      return extend(place, caller, errand);
    case "retire":
      return retire(place, caller, errand);
  }
}
