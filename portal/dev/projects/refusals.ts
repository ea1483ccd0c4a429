import type { ProjectRefusal } from "../../../governance/project-requests";
import type { Problem } from "../../api/operations";
import { Refused } from "../answers";

type Told = readonly [code: Problem["code"], status: number, title: string];

const NOT_POSSIBLE: Told = ["not-possible", 422, "This is not possible"];
const TOLD: Readonly<Partial<Record<ProjectRefusal["refused"], Told>>> = {
  "not-yours": ["not-yours", 403, "This is for others to do"],
  "own-request": ["own-request", 403, "Nobody decides on a request of their own"],
  "already-decided": ["already-decided", 409, "Somebody has decided already"],
  "not-held": ["not-held", 409, "Nobody has to decide on it now"],
  "not-active": ["not-active", 409, "The project is not there"],
  "not-longer": ["not-longer", 409, "It lasts as long already"],
};

/** Problem that a refusal of the domain is told as. */
export function refusalOf({ refused, message }: ProjectRefusal, decidedBy?: string): Refused {
  const [code, status, title] = TOLD[refused] ?? NOT_POSSIBLE;
  return new Refused({
    status,
    code,
    title,
    detail: message,
    ...(decidedBy === undefined ? {} : { decidedBy: [decidedBy] }),
  });
}
