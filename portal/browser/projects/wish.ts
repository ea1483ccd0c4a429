import type { Operations, ProjectChoices, WishProblem } from "../../api/operations";
import type { FieldFault } from "../field-fault";
import { membersFrom, type TypedMember } from "./members";

/** Longest sentence that says what a project is for. */
export const LONGEST_PURPOSE = 1792;
/** Most days of a project where the settings do not limit them. */
export const MOST_DAYS = 3650;

/** Kind of project that is asked for, as the place says it. */
export interface Wanted {
  readonly unit: ProjectChoices["units"][number];
  readonly profile: ProjectChoices["profiles"][number];
}

/** Fields of the form, as they were filled in. */
export interface TypedProject {
  readonly name: string;
  readonly purpose: string;
  readonly members: readonly TypedMember[];
  readonly account: string;
  /** Account that was chosen, where one was. */
  readonly accountId: string;
  readonly region: string;
  readonly end: string;
  readonly days: string;
  /** Values of parameters, by configuration and parameter; those of the profile are left out. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Body = Operations["askForProject"]["body"];
type Lifetime = ProjectChoices["lifetime"];

/** Most days that can be asked for. */
export const mostDays = ({ maximumDays }: Lifetime): number => maximumDays ?? MOST_DAYS;

/** Only where the settings neither limit nor preset the days a project can be asked for that stays. */
export const mayStay = ({ maximumDays, defaultDays }: Lifetime): boolean =>
  maximumDays === undefined && defaultDays === undefined;

/** Wish that the form says, or what is wrong with it. */
export function projectFrom(
  typed: TypedProject,
  { unit, profile }: Wanted,
  lifetime: Lifetime,
): { readonly body: Body } | { readonly faults: readonly FieldFault[] } {
  const made = membersFrom(typed.members);
  const most = mostDays(lifetime);
  const days = Number(typed.days);
  const isDays = /^\d+$/.test(typed.days.trim()) && days >= 1 && days <= most;
  const checks: readonly (readonly [isWrong: boolean, field: string, message: string])[] = [
    [typed.name.trim() === "", "name", "Give the project a name."],
    [typed.purpose.trim() === "", "purpose", "Say in a sentence what the project is for."],
    [typed.account === "one" && typed.accountId === "", "accountId", "Choose the account, or let one be chosen."],
    [typed.end !== "stay" && !isDays, "days", `Give a number of days from 1 to ${most}.`],
  ];
  const faults = checks.filter(([isWrong]) => isWrong).map(([, field, message]) => ({ field, message }));
  const all = [...faults, ...("faults" in made ? made.faults : [])];
  if (all.length > 0 || "faults" in made) return { faults: all };
  return {
    body: {
      name: typed.name.trim(),
      unit: unit.key,
      profile: profile.key,
      purpose: typed.purpose.trim(),
      members: made.members,
      parameters: typed.parameters,
      ...placeOf(typed),
      ...(typed.end === "stay" ? {} : { lifetimeDays: days }),
    },
  };
}

const placeOf = ({ account, accountId, region }: TypedProject): Pick<Body, "account" | "region"> => ({
  account: account === "one" ? accountId : "choose",
  ...(region === "" ? {} : { region }),
});

/** Wish for a look at the name and the place alone, before the form is full. */
export function sketchFrom(typed: TypedProject, { unit, profile }: Wanted): Body {
  const sketch = { name: typed.name.trim(), unit: unit.key, profile: profile.key, purpose: typed.purpose, members: [] };
  const isPlaced = typed.account !== "one" || typed.accountId !== "";
  return { ...sketch, ...(isPlaced ? placeOf(typed) : {}) };
}

const FIELDS: Readonly<Record<string, string>> = { lifetimeDays: "days" };

/** Problems of the checks at the fields that they are about. */
export const faultsOf = (problems: readonly WishProblem[]): FieldFault[] =>
  problems.map(({ at, message }) => ({ field: FIELDS[at] ?? at, message }));
