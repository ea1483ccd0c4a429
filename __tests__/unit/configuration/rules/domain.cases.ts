import * as people from "../../../../configuration/rules/people";
import * as units from "../../../../configuration/rules/units";
import type { RuleCase } from "./rule-case";

const IDC = { type: "IAM_IDC" };
const UNITS = "shared.domain.units";
/** A chain of units below the root. */
const chain = (length: number) =>
  Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `u${index}`,
      { name: `U${index}`, parent: index === 0 ? "root" : `u${index - 1}` },
    ]),
  );
const addUnits = (added: object): object =>
  Object.fromEntries(Object.entries(added).map(([key, unit]) => [`${UNITS}.${key}`, unit as unknown]));
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, { name: `M${index}` }]));

export const DOMAIN_CASES: readonly RuleCase[] = [
  {
    rule: units.unitKeysAreNotReserved,
    accepts: "a unit with another key",
    good: { ...addUnits({ roots: { name: "Roots" } }) },
    rejects: "a unit with the key root",
    bad: { ...addUnits({ root: { name: "Root" } }) },
    reported: ["UNIT_RESERVED shared.ts domain.units.root"],
  },
  {
    rule: units.unitParentsExist,
    accepts: "a parent that exists",
    good: { ...addUnits({ risk: { name: "Risk", parent: "finance" } }) },
    rejects: "a parent that does not",
    bad: { ...addUnits({ risk: { name: "Risk", parent: "finanse" } }) },
    reported: ["UNIT_UNKNOWN shared.ts domain.units.risk.parent"],
  },
  {
    rule: units.unitTreeIsShallow,
    accepts: "five levels",
    good: { ...addUnits(chain(5)) },
    rejects: "six levels, once",
    bad: { ...addUnits(chain(8)) },
    reported: ["UNIT_DEPTH shared.ts domain.units.u5.parent"],
  },
  {
    rule: units.unitTreeIsShallow,
    accepts: "a tree",
    good: {},
    rejects: "a circle, once",
    bad: {
      ...addUnits({ a: { name: "A", parent: "c" }, b: { name: "B", parent: "a" }, c: { name: "C", parent: "b" } }),
    },
    reported: ["UNIT_CYCLE shared.ts domain.units.a.parent"],
  },
  {
    rule: units.unitSiblingsHaveDifferentNames,
    accepts: "a name twice under different parents",
    good: { ...addUnits({ again: { name: "Reporting" } }) },
    rejects: "a sibling's name in other case",
    bad: { ...addUnits({ again: { name: "reporting", parent: "finance" } }) },
    reported: ["UNIT_NAME_DUPLICATE shared.ts domain.units.again.name"],
  },
  {
    rule: units.unitsAreNotTooMany,
    accepts: "500 units",
    good: { ...addUnits(many(498)) },
    rejects: "501 units",
    bad: { ...addUnits(many(499)) },
    reported: ["UNIT_COUNT shared.ts domain.units"],
  },
  {
    rule: units.unitOwnersExist,
    accepts: "owners that exist",
    good: { "shared.domain.rootOwners": { a: { user: "robot" }, b: { group: "leads" } } },
    rejects: "unknown and repeated owners",
    bad: {
      "shared.domain.rootOwners": { a: { user: "robto" }, b: { group: "leads" }, c: { group: "leads" } },
      "shared.domain.units.finance.owners": { x: { group: "nobody" } },
    },
    reported: [
      "USER_UNKNOWN shared.ts domain.rootOwners.a.user",
      "OWNER_DUPLICATE shared.ts domain.rootOwners.c",
      "GROUP_UNKNOWN shared.ts domain.units.finance.owners.x.group",
    ],
  },
  {
    rule: people.singleSignOnIsEnabledForItsUsers,
    accepts: "Identity Center users and groups with single sign-on",
    good: {
      "shared.domain.singleSignOn": IDC,
      "shared.domain.users.alice": { identifier: "alice", type: "SSO_USER" },
      "shared.domain.groups.all": { groupIdentifier: "all" },
    },
    rejects: "Identity Center users and groups without",
    bad: {
      "shared.domain.users.alice": { identifier: "alice", type: "SSO_USER" },
      "shared.domain.groups.all": { groupIdentifier: "all" },
    },
    reported: [
      "SSO_DISABLED shared.ts domain.users.alice.type",
      "SSO_DISABLED shared.ts domain.groups.all.groupIdentifier",
    ],
  },
  {
    rule: people.manualSignOnNamesSomebody,
    accepts: "automatic assignment without users and groups",
    good: {
      other: {
        governanceAccount: "g",
        accounts: { g: { id: "000000000041" } },
        domain: { name: "other", region: "us-east-1", singleSignOn: { type: "IAM_IDC", userAssignment: "AUTOMATIC" } },
      },
    },
    rejects: "manual assignment without users and groups, as a warning",
    bad: {
      other: {
        governanceAccount: "g",
        accounts: { g: { id: "000000000041" } },
        domain: { name: "other", region: "us-east-1", singleSignOn: IDC },
      },
    },
    reported: ["SSO_NOBODY other.ts domain.singleSignOn.userAssignment"],
  },
  {
    rule: people.userIdentifiersFitTheirType,
    accepts: "a role's ARN for a role",
    good: { "shared.domain.users.ops": { identifier: "arn:aws:iam::000000000001:role/path/ops", type: "IAM_ROLE" } },
    rejects: "identifiers of another kind",
    bad: {
      "shared.domain.singleSignOn": IDC,
      "shared.domain.users.a": { identifier: "arn:aws:iam::000000000001:user/ops", type: "IAM_ROLE" },
      "shared.domain.users.b": { identifier: "alice", type: "IAM_USER" },
      "shared.domain.users.c": { identifier: "arn:aws:iam::000000000001:user/c", type: "SSO_USER" },
      "shared.domain.users.d": { identifier: "arn:aws-us-gov:iam::000000000001:user/d", type: "IAM_USER" },
      "shared.domain.users.e": { identifier: "Zoë Example", type: "SSO_USER" },
    },
    reported: ["a", "b", "c", "d", "e"].map((user) => `USER_IDENTIFIER shared.ts domain.users.${user}.identifier`),
  },
  {
    rule: people.projectMembersAreNoRoleUsers,
    accepts: "users of IAM roles that are no members, and roles that are members as groups",
    good: { "shared.domain.users.ops": { identifier: "arn:aws:iam::000000000001:role/ops", type: "IAM_ROLE" } },
    rejects: "a member that is a user of an IAM role, as a warning",
    bad: {
      "shared.domain.users.ops": { identifier: "arn:aws:iam::000000000001:role/ops", type: "IAM_ROLE" },
      "dev.projects.one.members.ops": { user: "ops", designation: "PROJECT_OWNER" },
    },
    reported: ["MEMBER_IAM_ROLE dev.ts projects.one.members.ops.user"],
  },
  {
    rule: people.peopleAreNamedOnce,
    accepts: "different users and groups",
    good: { "shared.domain.users.other": { identifier: "arn:aws:iam::000000000001:user/other", type: "IAM_USER" } },
    rejects: "a user and a group under two keys",
    bad: {
      "shared.domain.users.again": { identifier: "arn:aws:iam::000000000001:user/robot", type: "IAM_USER" },
      "shared.domain.groups.again": { rolePrincipalArn: "arn:aws:iam::000000000001:role/leads" },
    },
    reported: [
      "PERSON_DUPLICATE shared.ts domain.users.again.identifier",
      "PERSON_DUPLICATE shared.ts domain.groups.again.rolePrincipalArn",
    ],
  },
];
