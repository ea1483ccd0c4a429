import type { OfficeAnswers } from "../../../../contracts/application/projects/answers";
import { projectParts } from "../../../../governance/project-requests";
import { Problem } from "../../http/problem";
import { KNOWN, type Found, type ObjectKind, type Surroundings } from "../route";
import { askOffice, officeCaller } from "./office";

/** Request as the office shows it to the caller. */
export type RequestShown = OfficeAnswers["one-request"];
/** Project as the office shows it to the caller. */
export type ProjectShown = OfficeAnswers["one-project"];

/** Unit that a project is asked for. Who has no part in it gets the same answer for one that is there and one that is not. */
export const UNIT: ObjectKind<string> = {
  name: "unit",
  seenBy: KNOWN,
  load(unit, { caller, settings }) {
    return Promise.resolve({
      object: unit,
      parts: projectParts(officeCaller(caller, settings.rules.unitParents), { unit }),
    });
  },
};

/** Requests for projects. The office shows them to those who have a part in them, with that part. */
export const PROJECT_REQUEST: ObjectKind<RequestShown> = {
  name: "request",
  seenBy: ["requester", "project-owner", "project-member", "unit-lead", "unit-steward", "governance-team", "auditor"],
  load: (id, surroundings) => shownOrNothing(() => askOffice({ ask: "one-request", id }, surroundings)),
};

/** Projects of the domain, those that people asked for and standing ones. */
export const PROJECT: ObjectKind<ProjectShown> = {
  name: "project",
  seenBy: ["requester", "project-owner", "project-member", "unit-lead", "unit-steward", "governance-team", "auditor"],
  load: (id, surroundings) => shownOrNothing(() => askOffice({ ask: "one-project", id }, surroundings)),
};

async function shownOrNothing<T extends { readonly yourParts: Found<T>["parts"] }>(
  show: () => Promise<T>,
): Promise<Found<T> | undefined> {
  try {
    const object = await show();
    return { object, parts: object.yourParts };
  } catch (error) {
    if (error instanceof Problem && error.code === "not-found") return undefined;
    throw error;
  }
}

/** Names by ids of user profiles, as far as they are known. */
export async function namesOf(
  ids: readonly (string | undefined)[],
  { services: { directory } }: Pick<Surroundings, "services">,
): Promise<Record<string, string>> {
  const asked = [...new Set(ids)].filter((id) => id !== undefined);
  const names = await Promise.all(asked.map(async (id) => [id, await directory.nameOf(id)] as const));
  return Object.fromEntries(names.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
