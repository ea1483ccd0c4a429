import { decideHeldProject, extendLife, refuseStranger, retireBy, type PersonOnProject } from "./people";
import type { ProjectRecord } from "./record";
import type { ProjectSettings } from "./settings";

/** Answer to whether somebody may do something now, with the reason where not. */
export type Possible = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

const possible = (why: { readonly message: string } | undefined): Possible =>
  why === undefined ? { allowed: true } : { allowed: false, why: why.message };

/** Says whether a person may decide on a request. */
export function mayDecide(
  record: ProjectRecord,
  settings: ProjectSettings,
  person: PersonOnProject,
  now: string,
): Possible {
  const decided = decideHeldProject(record, settings, person, { approve: "" }, now);
  return possible("refused" in decided ? decided : undefined);
}

/** Actions that people do on a project that is there. */
export interface PossibleOnProject {
  readonly members: Possible;
  readonly transfer: Possible;
  readonly extension: Possible;
  readonly retirement: Possible;
}

/** The same answer for everything that people do on a project. */
export const nothingPossible = (message: string): PossibleOnProject => {
  const no = possible({ message });
  return { members: no, transfer: no, extension: no, retirement: no };
};

/** Days that no project lives longer by. */
const FAR = 3650;

/** Says whether a person may change a project that came of a request. */
export function possibleOnProject(
  record: ProjectRecord,
  settings: ProjectSettings,
  person: PersonOnProject,
  now: string,
): PossibleOnProject {
  const stranger = refuseStranger(person);
  if (stranger !== undefined) return nothingPossible(stranger.message);
  const isThere = record.phase === "active" || record.phase === "members";
  const members = possible(isThere ? undefined : { message: "Members are changed of projects that are there." });
  const days = settings.lifetime.maximumDays ?? FAR;
  const extended = extendLife(record, days, settings, now);
  const retired = retireBy(record, { person: person.id, at: now, reason: "", acknowledged: true });
  return {
    members,
    transfer: members,
    extension: possible("refused" in extended ? extended : undefined),
    retirement: possible("refused" in retired ? retired : undefined),
  };
}
