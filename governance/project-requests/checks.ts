import { planMembers } from "../members/plan-members";
import { chooseAccount } from "../projects/choose-account";
import { accountSubject, nameSubject, profileSubject, unitSubject } from "./claims";
import type { Claimed } from "./ports";
import { CHOOSE, type CheckProblem, type ProjectWish, type WantedMember } from "./record";
import type { ProjectRole, ProjectSettings } from "./settings";
import type { WishFacts } from "./view";

/** Everything that a wish is checked against. */
export interface Check {
  readonly wish: ProjectWish;
  readonly facts: WishFacts;
  /** Claims of others, by subject. */
  readonly claimed: Readonly<Record<string, Claimed>>;
  readonly settings: ProjectSettings;
  /** Parts of the person in the unit; absent where they were checked when the person asked. */
  readonly roles?: readonly ProjectRole[];
}

/** Everything that keeps a wish from being carried out, each with what to do about it; none where nothing does. */
export function checkWish(check: Check): CheckProblem[] {
  return [
    ...unitProblems(check),
    ...nameProblems(check),
    ...quotaProblems(check),
    ...profileProblems(check),
    ...memberProblems(check),
    ...accountProblems(check),
    ...lifetimeProblems(check),
  ];
}

const problem = (code: string, message: string): CheckProblem => ({ code, message });

/** Own entry of a record: a key that somebody sends may be one that every object inherits. */
function entry<T>(items: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(items, key) ? items[key] : undefined;
}

function unitProblems({ wish, settings, roles }: Check): CheckProblem[] {
  const unit = entry(settings.units, wish.unit);
  if (unit === undefined)
    return [
      problem("unit-unknown", `There is no unit ${wish.unit}: name one of ${list(Object.keys(settings.units))}.`),
    ];
  const isAsker = roles === undefined || roles.some((role) => unit.askers.includes(role));
  const mayUse = unit.profiles?.includes(wish.profile) ?? true;
  return [
    ...(isAsker
      ? []
      : [problem("not-your-unit", `Projects of ${wish.unit} are asked for by ${list(unit.askers)}: turn to them.`)]),
    ...(mayUse
      ? []
      : [
          problem(
            "profile-not-for-unit",
            `${wish.unit} has no projects with the profile ${wish.profile}: name one of ${list(unit.profiles ?? [])}.`,
          ),
        ]),
  ];
}

/** Names that the service takes. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_CreateProject.html */
const SERVICE_NAME = /^[\w -]{1,64}$/;

function nameProblems({ wish: { name, purpose }, settings: { naming }, facts, claimed }: Check): CheckProblem[] {
  const problems: CheckProblem[] = [];
  if (name.length > naming.maximum)
    problems.push(
      problem("name-too-long", `The name has ${name.length} characters: ${naming.maximum} at most, shorten it.`),
    );
  else if (!SERVICE_NAME.test(name) || !new RegExp(`^(?:${naming.pattern})$`).test(name))
    problems.push(problem("name-pattern", `The name ${JSON.stringify(name)} does not fit: ${naming.inWords}.`));
  if (facts.nameTaken || (claimed[nameSubject(name)]?.weight ?? 0) > 0)
    problems.push(
      problem("name-taken", `There is a project or a request named ${JSON.stringify(name)}: choose another.`),
    );
  if (purpose.trim() === "") problems.push(problem("purpose-missing", "Say in a sentence what the project is for."));
  return problems;
}

function quotaProblems({ wish, settings, claimed }: Check): CheckProblem[] {
  const quotas = [
    { what: `The unit ${wish.unit}`, subject: unitSubject(wish.unit), of: entry(settings.units, wish.unit) },
    {
      what: `The profile ${wish.profile}`,
      subject: profileSubject(wish.profile),
      of: entry(settings.profiles, wish.profile),
    },
  ];
  return quotas.flatMap(({ what, subject, of }) => {
    const maximum = of?.maximum;
    if (maximum === undefined || (claimed[subject]?.weight ?? 0) < maximum) return [];
    const message = `${what} has its ${maximum} projects: retire one, or ask the governance team for more.`;
    return [problem(`quota-${subject.split("/")[0]}`, message)];
  });
}

function profileProblems({ wish, facts: { configurations }, settings }: Check): CheckProblem[] {
  if (entry(settings.profiles, wish.profile) === undefined || configurations === undefined) {
    const known = list(Object.keys(settings.profiles));
    return [problem("profile-unknown", `There is no profile ${wish.profile} that is enabled: name one of ${known}.`)];
  }
  return Object.entries(wish.parameters).flatMap(([name, values]) => {
    const configuration = configurations.find((one) => one.name === name);
    if (configuration === undefined) {
      const known = list(configurations.map((one) => one.name));
      return [problem("configuration-unknown", `${wish.profile} has no configuration ${name}: it has ${known}.`)];
    }
    return Object.keys(values)
      .filter((parameter) => configuration.locked.includes(parameter))
      .map((parameter) =>
        problem("parameter-locked", `${wish.profile} sets the parameter ${parameter} of ${name} itself: leave it out.`),
      );
  });
}

/** Member as people know it. */
export const memberName = (wanted: WantedMember): string =>
  "user" in wanted ? `user ${wanted.user}` : `group ${wanted.group}`;

function memberProblems({ facts }: Check): CheckProblem[] {
  const unknown = facts.members.filter(({ member }) => member === undefined);
  const desired = facts.members.flatMap(({ member }) => (member === undefined ? [] : [member]));
  const plan = planMembers({ live: [], desired, kept: [] });
  return [
    ...unknown.map(({ wanted }) =>
      problem(
        "member-unknown",
        `The domain does not know ${memberName(wanted)}: correct it, or have the person sign in once.`,
      ),
    ),
    ...("refused" in plan ? [problem(plan.refused, plan.message)] : []),
  ];
}

function accountProblems(check: Check): CheckProblem[] {
  const { wish, facts } = check;
  const choice = accountChoice(check);
  if (choice === undefined)
    return wish.account === CHOOSE || (facts.configurations ?? []).length === 0
      ? []
      : [problem("account-fixed", `The profile ${wish.profile} has its account itself: leave the account out.`)];
  return "noAccount" in choice ? [problem(`account-${choice.noAccount}`, choice.message)] : [];
}

/**
 * Account that would be chosen by what other requests claim; nothing where the profile has its account itself. Environments that run are
 * not counted: that is a call for each project of the domain, and is done when the request is carried out.
 */
export function accountChoice({
  wish,
  facts: { configurations = [], offered },
  claimed,
  settings,
}: Omit<Check, "roles">): ReturnType<typeof chooseAccount> | undefined {
  const pooled = configurations.filter(({ poolIds }) => poolIds.length > 0);
  if (pooled.length === 0) return undefined;
  const load = Object.fromEntries(
    offered.map(({ accountId }) => [accountId, claimed[accountSubject(accountId)]?.weight ?? 0]),
  );
  return chooseAccount({
    configurations: pooled,
    offered,
    load,
    capacity: settings.environmentsPerAccount,
    avoided: [],
    ...(wish.account === CHOOSE ? {} : { accountId: wish.account }),
    ...(wish.region === undefined ? {} : { region: wish.region }),
  });
}

function lifetimeProblems({ wish: { lifetimeDays }, settings: { lifetime } }: Check): CheckProblem[] {
  if (lifetimeDays === undefined) return [];
  if (!Number.isInteger(lifetimeDays) || lifetimeDays < 1)
    return [problem("lifetime-invalid", "The lifetime is a whole number of days, 1 or more.")];
  const { maximumDays } = lifetime;
  if (maximumDays === undefined || lifetimeDays <= maximumDays) return [];
  return [
    problem("lifetime-too-long", `A project lives ${maximumDays} days at most: name fewer, and extend it later.`),
  ];
}

const list = (items: readonly string[]): string => (items.length === 0 ? "none" : items.join(", "));

/** Members of a wish that problems are about, by the first word of their codes. */
const PLACES: Readonly<Record<string, string>> = {
  "profile-not-for-unit": "profile",
  "not-your-unit": "unit",
  "named-twice": "members",
  "no-human-owner": "members",
  "quota-unit": "unit",
  "quota-profile": "profile",
  unit: "unit",
  name: "name",
  purpose: "purpose",
  profile: "profile",
  configuration: "parameters",
  parameter: "parameters",
  member: "members",
  account: "account",
  lifetime: "lifetimeDays",
};

/** Member of a wish that a problem is about; empty where it is about the whole. */
export const placeOfProblem = (code: string): string => PLACES[code] ?? PLACES[code.split("-")[0]] ?? "";
