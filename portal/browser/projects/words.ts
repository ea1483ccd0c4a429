import type {
  Operations,
  ProjectChoices,
  ProjectRequestSummary,
  ProjectSummary,
  WantedMember,
} from "../../api/operations";
import { listed, nameText, plural, type StateWords } from "../words";

/** Designation of a member. */
export type Designation = WantedMember["designation"];

const DESIGNATIONS: Readonly<Record<Designation, string>> = {
  PROJECT_OWNER: "owner",
  PROJECT_CONTRIBUTOR: "contributor",
  PROJECT_CATALOG_VIEWER: "catalogue viewer",
  PROJECT_CATALOG_CONSUMER: "catalogue consumer",
  PROJECT_CATALOG_STEWARD: "catalogue steward",
};

/** Designation as people say it. */
export const designationText = (designation: Designation): string => DESIGNATIONS[designation];

const REQUEST_STATES: Readonly<Record<ProjectRequestSummary["phase"], StateWords>> = {
  checking: { text: "Being checked", tone: "wait" },
  held: { text: "Waits for a person", tone: "wait" },
  deciding: { text: "Decided, being carried out", tone: "wait" },
  creating: { text: "Being made", tone: "wait" },
  following: { text: "Being set up", tone: "wait" },
  members: { text: "Members are being set", tone: "wait" },
  active: { text: "The project is there", tone: "good" },
  retiring: { text: "Being taken away", tone: "calm" },
  retired: { text: "Gone", tone: "calm" },
  failed: { text: "Could not be made", tone: "bad" },
  rejected: { text: "Rejected", tone: "bad" },
};

/** State of a request for a project. */
export function projectRequestState({ phase, problem }: Pick<ProjectRequestSummary, "phase" | "problem">): StateWords {
  return problem === undefined ? REQUEST_STATES[phase] : { text: "Needs help", tone: "bad" };
}

const PROJECT_STATES: Readonly<Record<ProjectSummary["status"], StateWords>> = {
  "under-way": { text: "Being set up", tone: "wait" },
  ready: { text: "Ready", tone: "good" },
  failed: { text: "Could not be set up", tone: "bad" },
  going: { text: "Being taken away", tone: "calm" },
  "deletion-failed": { text: "Could not be taken away", tone: "bad" },
};

/** State of a project. */
export const projectState = ({ status }: Pick<ProjectSummary, "status">): StateWords => PROJECT_STATES[status];

const ROLES: Readonly<Record<string, string>> = {
  "unit-leads": "leads of the unit",
  "unit-stewards": "stewards of the unit",
  "governance-team": "the governance team",
  "project-owners": "owners of the project",
};

/** People who decide on requests for projects. */
export const projectDecidersText = (roles: readonly string[]): string =>
  listed(
    roles.map((role) => ROLES[role] ?? role),
    "or",
  );

/** Words for who decides on projects of a unit. */
export const approvalText = ({ approval }: ProjectChoices["units"][number]): string =>
  approval === undefined
    ? "nobody has to: it is made at once"
    : `${projectDecidersText(approval.deciders)}, within ${plural(approval.lapseAfterDays, "day")}`;

type Decision = NonNullable<Operations["readProjectRequest"]["answer"]["decision"]>;

const DECIDERS: Readonly<Record<Exclude<Decision["by"], "person">, string>> = {
  "nobody-needed": "nobody: this unit does not ask for a decision",
  checks: "the checks, which found something wrong",
  lapse: "nobody: the time ran out",
  "before-loss": "somebody, before its record was lost",
};

/** The one who decided on a request for a project. */
export function projectDeciderText({ by, person }: Decision, people: Readonly<Record<string, string>>): string {
  if (by !== "person") return DECIDERS[by];
  const name = people[person ?? ""];
  return name === undefined ? `person ${person ?? "not known"}` : nameText(name);
}
