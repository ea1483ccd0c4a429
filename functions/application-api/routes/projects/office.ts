import type { OfficeAsk, OfficeCaller, OfficeErrand } from "../../../../contracts/application/project-office";
import type { OfficeAnswers, OfficeRefusal } from "../../../../contracts/application/projects/answers";
import { stewardedUnits, type Caller } from "../../../../governance/people";
import { Problem, type ProblemCode } from "../../http/problem";
import type { Surroundings } from "../route";

/** The caller as the office is told of one. */
export function officeCaller(caller: Caller, unitParents: Readonly<Record<string, string>>): OfficeCaller {
  const { id, kind, profileId, groupProfiles, standing } = caller;
  return {
    id,
    kind,
    ...(profileId === undefined ? {} : { profileId }),
    groupProfiles: [...groupProfiles],
    // A lead or a steward of a unit is one of the units below it, whose tree the office does not know.
    leads: stewardedUnits(standing.leads, unitParents),
    stewards: stewardedUnits(standing.stewards, unitParents),
    governanceTeam: standing.governanceTeam,
    auditor: standing.auditor,
  };
}

/** Asks the office of projects in the caller's name. @throws a problem where it refuses, or where there is none */
export async function askOffice<A extends OfficeAsk>(
  errand: Extract<OfficeErrand, { ask: A }>,
  { caller, services, settings }: Surroundings,
): Promise<OfficeAnswers[A]> {
  if (services.office === undefined) throw notOffered();
  const answer = await services.office.ask(officeCaller(caller, settings.rules.unitParents), errand);
  if ("refused" in answer) throw await problemOf(answer, services);
  return answer as OfficeAnswers[A];
}

const notOffered = (): Problem =>
  new Problem(
    "projects-not-offered",
    "Projects cannot be asked for here: application.projects is not configured. Ask the platform team for a project.",
  );

const CODES: Readonly<Record<OfficeRefusal["refused"], ProblemCode>> = {
  busy: "service-busy",
  "already-decided": "already-decided",
  "key-reused": "key-used-otherwise",
  "not-active": "not-active",
  "not-found": "not-found",
  "not-held": "not-held",
  "not-longer": "not-longer",
  "not-yours": "not-yours",
  outrun: "changed-since",
  "own-request": "own-request",
  "person-not-known": "person-not-known",
  problems: "not-possible",
  "standing-project": "standing-project",
  "still-used": "still-used",
};

async function problemOf(
  { refused, message, problems, uses, decidedBy }: OfficeRefusal,
  { directory }: Surroundings["services"],
): Promise<Problem> {
  const name = decidedBy === undefined ? undefined : ((await directory.nameOf(decidedBy)) ?? decidedBy);
  const members = {
    ...(problems === undefined ? {} : { faults: problems.map((one) => ({ in: "body", ...one }) as const) }),
    ...(uses === undefined ? {} : { projectUses: uses }),
    ...(name === undefined ? {} : { decidedBy: [name] }),
  };
  return new Problem(CODES[refused], message, members, refused === "busy" ? { "retry-after": "5" } : {});
}
