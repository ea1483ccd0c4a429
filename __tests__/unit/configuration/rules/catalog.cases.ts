import * as catalog from "../../../../configuration/rules/catalog";
import * as catalogForms from "../../../../configuration/rules/catalog-forms";
import * as catalogRules from "../../../../configuration/rules/catalog-rules";
import * as catalogTerms from "../../../../configuration/rules/catalog-terms";
import type { RuleCase } from "./rule-case";

const AT = "shared.ts catalog";
const text = { content: { fields: { note: { type: "string" } } } };
const VALID = {
  owner: { create: { name: "Office", unit: "finance" } },
  glossaries: {
    words: { name: "Words", terms: { party: { name: "Party" }, customer: { name: "Customer", isA: ["party"] } } },
    other: { name: "Other", terms: { buyer: { name: "Buyer", classifies: ["words/customer"] } } },
  },
  forms: { ownership: { name: "Ownership", ...text }, purpose: { name: "Purpose", ...text } },
  assetTypes: { report: { name: "Report", forms: { Ownership: { form: "ownership" } }, usableIn: [{ unit: "root" }] } },
  rules: {
    owned: { name: "Owned", on: "publish", unit: "finance", assetTypes: ["report"], forms: ["ownership"] },
    named: { name: "Named", on: "publish", terms: ["words/customer"] },
  },
};
const NAMED = "words/party";
/** The valid vocabulary in the stage that owns the domain, with changes below it. */
const shared = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  "shared.catalog": VALID,
  ...Object.fromEntries(Object.entries(changes).map(([path, value]) => [`shared.catalog.${path}`, value])),
});
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, { name: `T${index}` }]));
const forms = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`F${index}`, { form: "ownership" }]));

const ADOPTED = {
  "shared.accounts.alpha": { id: "000000000031", blueprints: { Tooling: {}, DataLake: {} } },
  "shared.profiles.own": {
    name: "own",
    target: { account: "alpha" },
    configurations: { Tooling: { blueprint: "Tooling" } },
  },
  "shared.projects.office": { name: "Office", profile: "own" },
  "shared.adopt": { "Project/office": "abcdefgh" },
  "shared.domain.groups.function": { rolePrincipalArn: "arn:aws:iam::000000000001:role/smus-control-plane" },
};

export const CATALOG_CASES: readonly RuleCase[] = [
  {
    rule: catalog.catalogComesWithTheDomain,
    accepts: "a vocabulary in the stage that owns the domain",
    good: shared(),
    rejects: "one in a stage that joins it",
    bad: { "dev.catalog": VALID },
    reported: ["CATALOG_MISPLACED dev.ts catalog"],
  },
  {
    rule: catalog.catalogOwnerExists,
    accepts: "a standing project",
    good: { ...ADOPTED, "shared.adopt": {}, ...shared({ owner: { project: "office" } }) },
    rejects: "a project that is not there",
    bad: shared({ owner: { project: "office" } }),
    reported: [`PROJECT_UNKNOWN ${AT}.owner.project`],
  },
  {
    rule: catalog.catalogOwnerHasTheFunction,
    accepts: "a project that is taken over, with the function among its owners",
    good: {
      ...ADOPTED,
      ...shared({ owner: { project: "office" } }),
      "shared.projects.office.members": { function: { group: "function", designation: "PROJECT_OWNER" } },
    },
    rejects: "one without the function",
    bad: { ...ADOPTED, ...shared({ owner: { project: "office" } }) },
    reported: [`CATALOG_OWNER_MEMBER ${AT}.owner.project`],
  },
  {
    rule: catalog.catalogNamesAreUnique,
    accepts: "names once in each part",
    good: shared({ "glossaries.other.name": "Report" }),
    rejects: "two glossaries, forms and asset types of one name",
    bad: shared({
      "glossaries.other.name": "Words",
      "forms.purpose": { name: "Ownership", ...text },
      "assetTypes.again": { name: "Report" },
    }),
    reported: ["assetTypes.again", "forms.purpose", "glossaries.other"].map(
      (place) => `CATALOG_NAME_DUPLICATE ${AT}.${place}.name`,
    ),
  },
  {
    rule: catalog.catalogIsNotTooLarge,
    accepts: "1000 asset types",
    good: shared({ assetTypes: { ...VALID.assetTypes, ...many(999) } }),
    rejects: "1001 asset types",
    bad: shared({ assetTypes: { ...VALID.assetTypes, ...many(1000) } }),
    reported: [`CATALOG_COUNT ${AT}.assetTypes`],
  },
  {
    rule: catalogTerms.termNamesAreUnique,
    accepts: "a name in two glossaries",
    good: shared({ "glossaries.other.terms.party": { name: "Party" } }),
    rejects: "a name twice in one",
    bad: shared({ "glossaries.words.terms.again": { name: "Party" } }),
    reported: [`CATALOG_NAME_DUPLICATE ${AT}.glossaries.words.terms.again.name`],
  },
  {
    rule: catalogTerms.relatedTermsExist,
    accepts: "terms of the same glossary and of another one",
    good: shared({ "glossaries.words.terms.firm": { name: "Firm", isA: ["party"] } }),
    rejects: "terms and glossaries that are not there",
    bad: shared({ "glossaries.words.terms.firm": { name: "Firm", isA: ["partie", "nowhere/party"] } }),
    reported: [
      `GLOSSARY_UNKNOWN ${AT}.glossaries.words.terms.firm.isA[1]`,
      `TERM_UNKNOWN ${AT}.glossaries.words.terms.firm.isA[0]`,
    ],
  },
  {
    rule: catalogTerms.termRelationsHaveNoCircle,
    accepts: "two ways to one term",
    good: shared({
      "glossaries.words.terms.party": { name: "Party", isA: ["thing"] },
      "glossaries.words.terms.thing": { name: "Thing" },
    }),
    rejects: "a relation in both directions",
    bad: shared({ "glossaries.words.terms.party": { name: "Party", classifies: ["customer"] } }),
    reported: [`TERM_RELATION_CYCLE ${AT}.glossaries.words.terms.party.classifies[0]`],
  },
  {
    rule: catalogForms.formsFitTheService,
    accepts: "a structure with lists before it",
    good: shared({
      "forms.purpose.content": {
        smithy: "list Names { member: String }\nstructure Purpose { @required names: Names }",
      },
    }),
    rejects: "a namespace, another name, a type that is not there, and no fields",
    bad: shared({
      "forms.ownership.content": { fields: {} },
      "forms.purpose.content": { smithy: "namespace a.b\nstructure Purpose { a: String }" },
      "forms.third": { name: "Third", content: { smithy: "structure Other { a: String }" } },
      "forms.fourth": { name: "Fourth", content: { smithy: "structure Fourth { a: Blob }" } },
    }),
    reported: [
      "fourth.content.smithy",
      "ownership.content.fields",
      "purpose.content.smithy",
      "third.content.smithy",
    ].map((place) => `FORM_STRUCTURE ${AT}.forms.${place}`),
  },
  {
    rule: catalogForms.formFieldsHaveARange,
    accepts: "equal limits",
    good: shared({ "forms.purpose.content": { fields: { days: { type: "integer", min: 7, max: 7 } } } }),
    rejects: "limits that exclude each other, values with lengths, and a fraction of a whole number",
    bad: shared({
      "forms.purpose.content": {
        fields: {
          days: { type: "integer", min: 7, max: 3 },
          part: { type: "long", max: 1.5 },
          kind: { type: "string", values: ["a"], maxLength: 3 },
        },
      },
    }),
    reported: ["days.min", "kind.values", "part.max"].map(
      (place) => `FORM_FIELD_LIMITS ${AT}.forms.purpose.content.fields.${place}`,
    ),
  },
  {
    rule: catalogForms.formsOfTypesExist,
    accepts: "forms of the service",
    good: shared({
      "assetTypes.report.forms": { Common: { managed: "amazon.datazone.AssetCommonDetailsFormType", revision: "1" } },
    }),
    rejects: "a form that is not there, and eleven forms",
    bad: shared({
      "assetTypes.report.forms": { Ownership: { form: "owner" } },
      "assetTypes.wide": { name: "Wide", forms: forms(11) },
    }),
    reported: [
      `CATALOG_COUNT ${AT}.assetTypes.wide.forms`,
      `FORM_UNKNOWN ${AT}.assetTypes.report.forms.Ownership.form`,
    ],
  },
  {
    rule: catalogForms.formsInUseAreEnabled,
    accepts: "a disabled form that nothing uses",
    good: shared({ "forms.purpose.status": "DISABLED" }),
    rejects: "one that a type and a rule use",
    bad: shared({ "forms.ownership.status": "DISABLED" }),
    reported: [`FORM_DISABLED ${AT}.assetTypes.report.forms.Ownership`, `FORM_DISABLED ${AT}.rules.owned.forms[0]`],
  },
  {
    rule: catalogRules.unitsOfTypesExist,
    accepts: "units of the domain",
    good: shared({ "assetTypes.report.usableIn": [{ unit: "finance" }, { unit: "reporting" }] }),
    rejects: "a unit that is not there, and one twice",
    bad: shared({ "assetTypes.report.usableIn": [{ unit: "nowhere" }, { unit: "finance" }, { unit: "finance" }] }),
    reported: [
      `ENTRY_DUPLICATE ${AT}.assetTypes.report.usableIn[2].unit`,
      `UNIT_UNKNOWN ${AT}.assetTypes.report.usableIn[0].unit`,
    ],
  },
  {
    rule: catalogRules.metadataRulesDemandOneThing,
    accepts: "forms or terms",
    good: shared(),
    rejects: "both, and neither",
    bad: shared({ "rules.owned.terms": [NAMED], "rules.empty": { name: "Empty", on: "publish" } }),
    reported: [`METADATA_RULE_CONTENT ${AT}.rules.empty`, `METADATA_RULE_CONTENT ${AT}.rules.owned`],
  },
  {
    rule: catalogRules.requestsCarryNoTerms,
    accepts: "forms",
    good: shared({ "rules.named": { name: "Named", on: "subscribe", forms: ["ownership"] } }),
    rejects: "terms",
    bad: shared({ "rules.named": { name: "Named", on: "subscribe", terms: [NAMED] } }),
    reported: [`METADATA_RULE_CONTENT ${AT}.rules.named.terms`],
  },
  {
    rule: catalogRules.metadataRuleReferencesExist,
    accepts: "asset types of the service",
    good: shared({ "rules.owned.assetTypes": ["amazon.datazone.GlueTableAssetType"] }),
    rejects: "what is not there",
    bad: shared({
      "rules.owned": {
        name: "Owned",
        on: "publish",
        unit: "finanz",
        assetTypes: ["reports"],
        projects: ["nobody"],
        forms: ["owner"],
      },
      "rules.named.terms": ["words/firm"],
    }),
    reported: [
      `ASSET_TYPE_UNKNOWN ${AT}.rules.owned.assetTypes[0]`,
      `FORM_UNKNOWN ${AT}.rules.owned.forms[0]`,
      `PROJECT_UNKNOWN ${AT}.rules.owned.projects[0]`,
      `TERM_UNKNOWN ${AT}.rules.named.terms[0]`,
      `UNIT_UNKNOWN ${AT}.rules.owned.unit`,
    ],
  },
  {
    rule: catalogRules.metadataRuleNamesAreUnique,
    accepts: "one name on two units",
    good: shared({ "rules.named.name": "Owned" }),
    rejects: "one name twice on a unit",
    bad: shared({ "rules.again": { name: "Named", on: "publish", terms: [NAMED] } }),
    reported: [`CATALOG_NAME_DUPLICATE ${AT}.rules.again.name`],
  },
];
