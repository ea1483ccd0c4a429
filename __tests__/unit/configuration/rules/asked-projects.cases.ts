import * as asked from "../../../../configuration/rules/asked-projects";
import type { RuleCase } from "./rule-case";

const AT = "shared.ts application.projects";
const DATA_ACCESS = {
  purposes: { analysis: "Analysis" },
  queues: { office: { description: "Office", deciders: ["governance-team"] } },
  otherwise: { queue: "office", remindAfterDays: 3, lapseAfterDays: 9 },
  rules: [],
};
const PROJECTS = { units: { finance: {} }, profiles: { "dev/dynamic": {} } };

/** An application with projects that people may ask for, and a group of the issuer with that standing. */
const asking = (projects: object, team: object = { leads: ["finance"] }) => ({
  "shared.application": {
    dataAccess: DATA_ACCESS,
    api: { identity: { issuer: "https://login.example.com", clientId: "portal", groups: { team } } },
    projects: { ...PROJECTS, ...projects },
  },
  // Functions of the application are members of projects of every unit.
  "shared.domain.grants.members": {
    policy: "ADD_TO_PROJECT_MEMBER_POOL",
    principal: { allUsers: true },
    includeChildUnits: true,
  },
});

export const ASKED_PROJECT_CASES: readonly RuleCase[] = [
  {
    rule: asked.projectsAreAskedForThroughTheApi,
    accepts: "an application with an API",
    good: asking({}),
    rejects: "one without",
    bad: { ...asking({}), "shared.application.api": undefined },
    reported: [`PROJECT_REQUEST_WITHOUT_API ${AT}`],
  },
  {
    rule: asked.unitsOfAskedProjectsExist,
    accepts: "units of the domain, and its root",
    good: asking(
      { units: { root: { askers: ["governance-team"] }, reporting: {} } },
      { leads: ["finance"], governanceTeam: true },
    ),
    rejects: "a unit that it does not have",
    bad: asking({ units: { finance: {}, sales: {} } }),
    reported: [`UNIT_UNKNOWN ${AT}.units.sales`],
  },
  {
    rule: asked.profilesOfAskedProjectsExist,
    accepts: "profiles of stages of the domain",
    good: asking({
      units: { finance: { profiles: ["prod/fixed"] } },
      profiles: { "dev/dynamic": {}, "prod/fixed": {} },
    }),
    rejects: "profiles that are not there, without a stage, or not among those that may be asked for",
    bad: asking({
      units: { finance: { profiles: ["dev/dynamic", "dev/fixed"] } },
      profiles: { "dev/dynamic": {}, "dev/none": {}, dynamic: {} },
    }),
    reported: [
      `PROJECT_REQUEST_PROFILE ${AT}.profiles["dev/none"]`,
      `PROJECT_REQUEST_PROFILE ${AT}.profiles.dynamic`,
      `PROJECT_REQUEST_PROFILE ${AT}.units.finance.profiles[1]`,
    ],
  },
  {
    rule: asked.somebodyAsksAndDecides,
    accepts: "parts that somebody has in the unit or above it",
    good: asking(
      { units: { reporting: { approval: { deciders: ["unit-stewards"] } } } },
      { leads: ["finance"], stewards: ["root"] },
    ),
    rejects: "parts that nobody has there",
    bad: asking(
      { units: { finance: { approval: { deciders: ["unit-stewards", "governance-team"] } } } },
      { leads: ["reporting"] },
    ),
    reported: [
      `PROJECT_REQUEST_NOBODY ${AT}.units.finance.askers`,
      `PROJECT_REQUEST_NOBODY ${AT}.units.finance.approval.deciders`,
    ],
  },
  {
    rule: asked.numbersOfAskedProjectsFit,
    accepts: "a unit's number that its profiles reach together",
    good: asking({
      units: { finance: { maximum: 5 } },
      profiles: { "dev/dynamic": { maximum: 3 }, "dev/fixed": { maximum: 2 } },
    }),
    rejects: "one that they do not",
    bad: asking({
      units: { finance: { maximum: 6 } },
      profiles: { "dev/dynamic": { maximum: 3 }, "dev/fixed": { maximum: 2 } },
    }),
    reported: [`PROJECT_REQUEST_QUOTA ${AT}.units.finance.maximum`],
  },
  {
    rule: asked.timesOfAskedProjectsFit,
    accepts: "reminders before the lapse and the end",
    good: asking(
      {
        units: { finance: { approval: { deciders: ["governance-team"], remindAfterDays: 1, lapseAfterDays: 2 } } },
        lifetime: { defaultDays: 30, maximumDays: 30, remindDays: 29 },
      },
      { leads: ["finance"], governanceTeam: true },
    ),
    rejects: "those on the very day, and a life that is longer than any may be",
    bad: asking(
      {
        units: { finance: { approval: { deciders: ["governance-team"], remindAfterDays: 2, lapseAfterDays: 2 } } },
        lifetime: { defaultDays: 31, maximumDays: 30, remindDays: 31 },
      },
      { leads: ["finance"], governanceTeam: true },
    ),
    reported: [
      `PROJECT_REQUEST_TIMES ${AT}.units.finance.approval`,
      `PROJECT_REQUEST_TIMES ${AT}.lifetime.defaultDays`,
      `PROJECT_REQUEST_TIMES ${AT}.lifetime.remindDays`,
    ],
  },
];
