import * as accessRules from "../../../../configuration/rules/access-rules";
import * as application from "../../../../configuration/rules/application";
import * as applicationCost from "../../../../configuration/rules/application-cost";
import * as memberPools from "../../../../configuration/rules/member-pools";
import * as projects from "../../../../configuration/rules/projects";
import * as dataAccess from "../../../../configuration/rules/data-access";
import * as requestForm from "../../../../configuration/rules/request-form";
import type { RuleCase } from "./rule-case";

const AT = "shared.ts application.dataAccess";
const FACTS = {
  asset: { type: "report", terms: ["words/secret"], columns: { region: [], name: ["words/person"] } },
  producer: { unit: "finance", stage: "dev" },
  consumer: { unit: "reporting", stage: "dev", ageDays: 4 },
  requester: { groups: ["leads"] },
  request: { purpose: "analysis", durationDays: 10, columns: "all", rows: "all" },
};
const HOLD = { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 9 };
const FILTERED = {
  approve: { rows: "all", columns: { withoutTerms: ["words/person"] }, expiresInDays: 30 },
};
const rule = (id: string, when: object, outcome: object = FILTERED, rest: object = {}) => ({
  id,
  description: id,
  owner: "office",
  when,
  outcome,
  examples: [{ title: "usual", facts: FACTS }],
  ...rest,
});
const WHEN = {
  terms: { all: ["words/secret"] },
  columnTerms: { any: ["words/person"] },
  producerUnits: ["finance"],
  consumerUnits: ["root"],
  requesterGroups: { any: ["leads"] },
  assetTypes: ["report", "amazon.datazone.GlueTableAssetType"],
  purposes: ["analysis"],
};
const VALID = {
  purposes: { analysis: "Analysis" },
  queues: { stewards: { description: "Stewards", deciders: ["unit-stewards"] } },
  otherwise: HOLD,
  restrictedTerms: ["words/secret"],
  rules: [rule("usual", WHEN)],
};
const CATALOG = {
  owner: { create: { name: "Office" } },
  glossaries: { words: { name: "Words", terms: { secret: { name: "Secret" }, person: { name: "Person" } } } },
  forms: { note: { name: "Note", content: { fields: { note: { type: "string" } } } } },
  assetTypes: { report: { name: "Report", forms: { Note: { form: "note" } } } },
};
/** Valid rules on access in the stage that owns the domain, with changes. */
const shared = (changes: object = {}) => ({
  "shared.catalog": CATALOG,
  "shared.application": { dataAccess: { ...VALID, ...changes } },
});
/** The same with a form of requests. */
const wished = (requestForm: object, values = ["analysis"]) => ({
  ...shared({ requestForm }),
  "shared.catalog.forms.wish": {
    name: "Wish",
    content: { fields: { why: { type: "string", values }, days: { type: "integer" }, which: { type: "string" } } },
  },
});
/** The same with an API, and the rights of one group. */
const called = (team: object) => ({
  ...shared(),
  "shared.application.api": {
    identity: { issuer: "https://login.example.com", clientId: "portal", groups: { team } },
  },
});
/** A pool of members on the root, which reaches everywhere. */
const pool = (principal: object) => ({
  "shared.domain.grants.members": { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal, includeChildUnits: true },
});
/** A project of as many groups. */
const groups = (count: number) => {
  const names = Array.from({ length: count }, (_, index) => `g${index}`);
  return Object.fromEntries([
    ...names.map((name) => [
      `shared.domain.groups.${name}`,
      { rolePrincipalArn: `arn:aws:iam::000000000001:role/${name}` },
    ]),
    [
      "dev.projects.one.members",
      Object.fromEntries(
        names.map((group, index) => [
          group,
          { group, designation: index === 0 ? "PROJECT_OWNER" : "PROJECT_CONTRIBUTOR" },
        ]),
      ),
    ],
  ]) as Record<string, object>;
};
const rules = (...all: object[]) => shared({ rules: all });

export const DATA_ACCESS_CASES: readonly RuleCase[] = [
  {
    rule: dataAccess.applicationComesWithTheDomain,
    accepts: "the application in the stage that owns the domain",
    good: shared(),
    rejects: "one in a stage that joins it",
    bad: { "shared.catalog": CATALOG, "dev.application": { dataAccess: VALID } },
    reported: ["APPLICATION_MISPLACED dev.ts application"],
  },
  {
    rule: application.applicationGroupIsTheApplication,
    accepts: "no group of the application's key, and the application's own",
    good: {
      ...shared(),
      "shared.domain.groups.application": {
        rolePrincipalArn: "arn:aws:iam::000000000001:role/smus-application-access",
      },
    },
    rejects: "other groups of its keys",
    bad: {
      ...shared(),
      "shared.domain.groups.application": { rolePrincipalArn: "arn:aws:iam::000000000001:role/apps" },
      "shared.domain.groups.application-reports": {
        rolePrincipalArn: "arn:aws:iam::000000000001:role/smus-application-access",
      },
    },
    reported: [
      "APPLICATION_GROUP_TAKEN shared.ts domain.groups.application",
      "APPLICATION_GROUP_TAKEN shared.ts domain.groups.application-reports",
    ],
  },
  {
    rule: application.applicationDecidesInProjects,
    accepts: "the application as an owner",
    good: {
      ...shared(),
      "dev.projects.one.members.application": { group: "application", designation: "PROJECT_OWNER" },
      "dev.projects.one.members.application-reports": { group: "application-reports", designation: "PROJECT_OWNER" },
    },
    rejects: "it as a viewer, and another member of the key of its reports",
    bad: {
      ...shared(),
      "dev.projects.one.members.application": { group: "application", designation: "PROJECT_CATALOG_VIEWER" },
      "dev.projects.one.members.application-reports": { group: "leads", designation: "PROJECT_CONTRIBUTOR" },
    },
    reported: [
      "APPLICATION_NOT_A_MEMBER dev.ts projects.one.members.application",
      "APPLICATION_NOT_A_MEMBER dev.ts projects.one.members.application-reports",
    ],
  },
  {
    rule: application.rightsNameWhatIsThere,
    accepts: "units and groups of the domain",
    good: called({ leads: ["finance"], stewards: ["root"], group: "leads" }),
    rejects: "those that it does not have",
    bad: called({ leads: ["sales"], stewards: ["finance", "sale"], group: "lead" }),
    reported: [
      "UNIT_UNKNOWN shared.ts application.api.identity.groups.team.leads[0]",
      "UNIT_UNKNOWN shared.ts application.api.identity.groups.team.stewards[1]",
      "GROUP_UNKNOWN shared.ts application.api.identity.groups.team.group",
    ],
  },
  {
    rule: memberPools.membersAreInMemberPools,
    accepts: "roles that ask for projects in a pool of everybody",
    good: { ...called({ auditor: true }), ...pool({ allUsers: true }) },
    rejects: "pools of a group, which no such role is in",
    bad: { ...called({ auditor: true }), ...pool({ group: "engineers" }) },
    reported: [
      ...["dev.ts projects.one", "dev.ts projects.two", "prod.ts projects.one"].flatMap((project) =>
        ["", ".application", ".application-api", ".application-reports"].map(
          (member) => `MEMBER_POOL_OUTSIDER ${project}.members${member}`,
        ),
      ),
      "MEMBER_POOL_OUTSIDER shared.ts catalog.owner.create",
    ],
  },
  {
    rule: projects.projectMembersFit,
    accepts: "20 groups with the application's three and the role that asks",
    good: { ...called({ auditor: true }), ...groups(16) },
    rejects: "a group more",
    bad: { ...called({ auditor: true }), ...groups(17) },
    reported: ["MEMBER_COUNT dev.ts projects.one.members"],
  },
  {
    rule: requestForm.requestFormSaysWhatItIsFor,
    accepts: "fields that can hold what they are named for",
    good: wished({ form: "wish", purpose: "why", durationDays: "days", columns: "which" }),
    rejects: "fields that are not there or of another type, and purposes that nobody can choose",
    bad: wished({ form: "wish", purpose: "why", durationDays: "which", columns: "what", rows: "long" }, [
      "analysis",
      "fun",
    ]),
    reported: [
      `ACCESS_REQUEST_FIELD ${AT}.requestForm.durationDays`,
      `ACCESS_REQUEST_FIELD ${AT}.requestForm.columns`,
      `ACCESS_REQUEST_FIELD ${AT}.requestForm.rows`,
      "ACCESS_REQUEST_FIELD shared.ts catalog.forms.wish.content.fields.why.values[1]",
    ],
  },
  {
    rule: requestForm.requestFormSaysWhatItIsFor,
    accepts: "a form of the vocabulary",
    good: wished({ form: "wish" }),
    rejects: "one that it does not have",
    bad: wished({ form: "wishes" }),
    reported: [`FORM_UNKNOWN ${AT}.requestForm.form`],
  },
  {
    rule: dataAccess.accessRuleIdsDiffer,
    accepts: "ids of their own",
    good: shared(),
    rejects: "an id twice",
    bad: rules(rule("usual", { purposes: ["analysis"], assetTypes: ["report"] }), rule("usual", WHEN)),
    reported: [`ENTRY_DUPLICATE ${AT}.rules[1]`],
  },
  {
    rule: dataAccess.accessRuleReferencesExist,
    accepts: "what is there",
    good: shared(),
    rejects: "everything that is not",
    bad: shared({
      restrictedTerms: ["words/secret", "words/none"],
      otherwise: { ...HOLD, queue: "nobody" },
      rules: [
        rule(
          "usual",
          {
            terms: { any: ["none/x"], all: ["words/secret"], none: ["words/y"] },
            columnTerms: { any: ["words/z"] },
            producerUnits: ["sales"],
            consumerUnits: ["root", "sales"],
            requesterGroups: { none: ["interns"] },
            assetTypes: ["reprot"],
            purposes: ["fun"],
          },
          { approve: { rows: "all", columns: { withoutTerms: ["words/q"] }, expiresInDays: "never" } },
          { examples: [{ title: "a", facts: FACTS, decidedBy: "usaul" }] },
        ),
        rule("held", {}, { hold: { ...HOLD, queue: "nobody" } }),
      ],
    }),
    reported: [
      `TERM_UNKNOWN ${AT}.restrictedTerms[1]`,
      `QUEUE_UNKNOWN ${AT}.otherwise.queue`,
      `UNIT_UNKNOWN ${AT}.rules[0].when.producerUnits[0]`,
      `UNIT_UNKNOWN ${AT}.rules[0].when.consumerUnits[1]`,
      `GLOSSARY_UNKNOWN ${AT}.rules[0].when.terms.any[0]`,
      `TERM_UNKNOWN ${AT}.rules[0].when.terms.none[0]`,
      `TERM_UNKNOWN ${AT}.rules[0].when.columnTerms.any[0]`,
      `GROUP_UNKNOWN ${AT}.rules[0].when.requesterGroups.none[0]`,
      `ASSET_TYPE_UNKNOWN ${AT}.rules[0].when.assetTypes[0]`,
      `PURPOSE_UNKNOWN ${AT}.rules[0].when.purposes[0]`,
      `TERM_UNKNOWN ${AT}.rules[0].outcome.approve.columns.withoutTerms[0]`,
      `ACCESS_RULE_UNKNOWN ${AT}.rules[0].examples[0].decidedBy`,
      `QUEUE_UNKNOWN ${AT}.rules[1].outcome.hold.queue`,
    ],
  },
  {
    rule: dataAccess.accessRuleStagesExist,
    accepts: "stages of the domain",
    good: rules(rule("usual", { ...WHEN, producerStages: ["dev"], consumerStages: ["shared", "dev"] })),
    rejects: "another stage",
    bad: rules(rule("usual", { ...WHEN, consumerStages: ["dev", "prdo"] })),
    reported: [`STAGE_UNKNOWN ${AT}.rules[0].when.consumerStages[1]`],
  },
  {
    rule: applicationCost.budgetsNameWhatIsThere,
    accepts: "accounts of stages that join the domain, and projects of any name",
    good: {
      ...shared(),
      "shared.application.cost": {
        budgets: { accounts: { "000000000001": 500 }, projects: { "asked for by people": 20 } },
      },
    },
    rejects: "accounts and business units that no stage has",
    bad: {
      ...shared(),
      "shared.application.cost": { budgets: { accounts: { "999999999999": 500 }, businessUnits: { sails: 10 } } },
    },
    reported: [
      'BUDGET_SUBJECT_UNKNOWN shared.ts application.cost.budgets.accounts["999999999999"]',
      "BUDGET_SUBJECT_UNKNOWN shared.ts application.cost.budgets.businessUnits.sails",
    ],
  },
  {
    rule: dataAccess.accessConditionsAskForSomething,
    accepts: "conditions that ask for something",
    good: rules(rule("usual", { ...WHEN, durationDays: { max: 30 }, columns: { none: ["salary"] } })),
    rejects: "conditions that do not",
    bad: rules(rule("usual", { ...WHEN, durationDays: {}, columns: {} })),
    reported: [
      `ACCESS_RULE_CONDITION ${AT}.rules[0].when.columns`,
      `ACCESS_RULE_CONDITION ${AT}.rules[0].when.durationDays`,
    ],
  },
  {
    rule: dataAccess.heldRequestsLapseAfterReminders,
    accepts: "a reminder before the request lapses",
    good: shared(),
    rejects: "a request that lapses first",
    bad: shared({
      otherwise: { ...HOLD, lapseAfterDays: 3 },
      rules: [
        ...VALID.rules,
        rule(
          "held",
          {},
          { hold: { ...HOLD, remindAfterDays: 30 } },
          {
            examples: [{ title: "other", facts: { ...FACTS, asset: { type: "x", terms: [] } } }],
          },
        ),
      ],
    }),
    reported: [
      `ACCESS_HOLD_TIMES ${AT}.otherwise.lapseAfterDays`,
      `ACCESS_HOLD_TIMES ${AT}.rules[1].outcome.hold.lapseAfterDays`,
    ],
  },
  {
    rule: accessRules.accessRulesDecideAsTheySay,
    accepts: "rules that each decide on something",
    good: shared(),
    rejects: "rules that do not, restricted terms without a filter, and wrong examples",
    bad: rules(
      rule("all", { purposes: ["analysis"] }, { approve: { rows: "all", columns: "all", expiresInDays: 7 } }),
      rule("never", { durationDays: { min: 9, max: 2 } }, FILTERED, {
        examples: [{ title: "none", facts: FACTS, decidedBy: "all" }],
      }),
      rule("later", { purposes: ["analysis"], assetTypes: ["report"] }, FILTERED, {
        examples: [{ title: "taken", facts: FACTS }],
      }),
      rule("late", { purposes: ["analysis"], terms: { any: ["words/person"] } }),
      rule(
        "no",
        { terms: { any: ["words/person"] } },
        { reject: { message: "no" } },
        {
          examples: [{ title: "person", facts: { ...FACTS, asset: { terms: ["words/person"] } } }],
        },
      ),
    ),
    reported: [
      `ACCESS_RULE_UNFILTERED ${AT}.rules[0].outcome.approve`,
      `ACCESS_RULE_IMPOSSIBLE ${AT}.rules[1].when`,
      `ACCESS_RULE_EXAMPLE ${AT}.rules[1].examples`,
      `ACCESS_RULE_SHADOWED ${AT}.rules[2]`,
      `ACCESS_RULE_EXAMPLE ${AT}.rules[2].examples[0]`,
      `ACCESS_RULE_CONTRADICTED ${AT}.rules[3]`,
      `ACCESS_RULE_EXAMPLE ${AT}.rules[3].examples[0]`,
    ],
  },
];
