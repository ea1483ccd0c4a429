import * as assets from "../../../../configuration/rules/assets";
import * as connections from "../../../../configuration/rules/connections";
import * as dataSources from "../../../../configuration/rules/data-sources";
import * as functionMember from "../../../../configuration/rules/function-member";
import type { RuleCase } from "./rule-case";

const ONE = "dev.projects.one";
const AT = "dev.ts projects.one";
const athena = { workgroupName: "primary" };
const REPOSITORY = {
  "shared.git.connections.github": { provider: "GitHub" },
  [`${ONE}.connections`]: { code: { name: "code", git: { connection: "github", repository: "team/code" } } },
};
const source = (overrides: object = {}, glue: object = {}) => ({
  name: "Sales",
  glue: { filters: [{ database: "sales" }], ...glue },
  ...overrides,
});
const glue = (connectionProperties: object, overrides: object = {}) => ({
  name: "a",
  glue: { type: "MYSQL", connectionProperties, ...overrides },
});
const formed = (...types: object[]) =>
  source({ forms: types.map((type, index) => ({ name: `F${index}`, ...type, content: {} })) });
const vocabulary = (status: string) => ({
  "shared.catalog": {
    owner: { create: { name: "Office" } },
    glossaries: {
      words: { name: "Words", terms: { customer: { name: "Customer" } } },
      marks: { name: "Marks", governed: true, terms: { internal: { name: "Internal" } } },
    },
    forms: { contract: { name: "Contract", status, content: { fields: { note: { type: "string" } } } } },
  },
});
const asset = (table: string, says: object = {}) => ({
  externalIdentifier: `arn:aws:glue:eu-central-1:000000000011:table/sales/${table}`,
  ...says,
});
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `term${index}abcdefgh`);
const SECRET = "arn:aws:secretsmanager:eu-central-1:000000000011:secret:mysql-AbCdEf";

const FUNCTION = {
  "shared.domain.groups.function": { rolePrincipalArn: "arn:aws:iam::000000000001:role/smus-control-plane" },
};

export const SOURCE_CASES: readonly RuleCase[] = [
  {
    rule: connections.connectionsHaveOneKind,
    accepts: "a connection of one kind",
    good: { [`${ONE}.connections`]: { a: { name: "a", athena } } },
    rejects: "connections of no kind and of two",
    bad: { [`${ONE}.connections`]: { a: { name: "a" }, b: { name: "b", athena, s3: { uri: "s3://a" } } } },
    reported: [`CONNECTION_KIND ${AT}.connections.a`, `CONNECTION_KIND ${AT}.connections.b`],
  },
  {
    rule: connections.sourceNamesDiffer,
    accepts: "a connection and a data source of the same name",
    good: {
      [`${ONE}.connections`]: { a: { name: "Sales", athena } },
      [`${ONE}.dataSources`]: { a: source() },
    },
    rejects: "two of a name in a project, and names of environments' connections",
    bad: {
      [`${ONE}.connections`]: {
        a: { name: "a", athena },
        b: { name: "a", athena },
        c: { name: "project.iam", athena },
      },
      [`${ONE}.dataSources`]: { a: source(), b: source() },
    },
    reported: [
      `NAME_DUPLICATE ${AT}.connections.b.name`,
      `NAME_DUPLICATE ${AT}.connections.c.name`,
      `NAME_DUPLICATE ${AT}.dataSources.b.name`,
    ],
  },
  {
    rule: connections.sourceConnectionsExist,
    accepts: "a configured connection, and those that environments bring",
    good: {
      [`${ONE}.connections`]: { a: { name: "warehouse", athena } },
      [`${ONE}.dataSources`]: {
        a: source({ connection: "warehouse" }),
        b: source({ name: "b", connection: "project.redshift" }),
        c: source({ name: "c" }),
      },
    },
    rejects: "a connection that is not there",
    bad: { [`${ONE}.dataSources`]: { a: source({ connection: "warehuse" }) } },
    reported: [`CONNECTION_UNKNOWN ${AT}.dataSources.a.connection`],
  },
  {
    rule: connections.sourceConnectionsExist,
    accepts: "a data source beside a connection to a repository",
    good: { ...REPOSITORY, [`${ONE}.dataSources`]: { a: source() } },
    rejects: "one that would read through it",
    bad: { ...REPOSITORY, [`${ONE}.dataSources`]: { a: source({ connection: "code" }) } },
    reported: [`CONNECTION_UNKNOWN ${AT}.dataSources.a.connection`],
  },
  {
    rule: functionMember.sourcesHaveTheFunction,
    accepts: "a project that is taken over, with the function among its owners, and one that the function makes",
    good: {
      ...FUNCTION,
      [`${ONE}.connections`]: { a: { name: "a", athena } },
      [`${ONE}.members`]: { function: { group: "function", designation: "PROJECT_OWNER" } },
      "dev.adopt": { "Project/one": "abcdefgh" },
      "dev.projects.two": { name: "Two", profile: "fixed", dataSources: { a: source() } },
    },
    rejects: "one without the function, and one where it may only look",
    bad: {
      ...FUNCTION,
      [`${ONE}.dataSources`]: { a: source() },
      "dev.projects.two": {
        name: "Two",
        profile: "fixed",
        connections: { a: { name: "a", athena } },
        members: { function: { group: "function", designation: "PROJECT_CATALOG_VIEWER" } },
      },
      "dev.projects.three": {
        name: "Three",
        profile: "fixed",
        assets: { orders: { externalIdentifier: "arn:aws:glue:us-east-1:000000000011:table/sales/orders", name: "A" } },
      },
      "dev.adopt": { "Project/one": "abcdefgh", "Project/two": "ijklmnop", "Project/three": "qrstuvwx" },
    },
    reported: [
      `PROJECT_FUNCTION_MEMBER ${AT}.dataSources`,
      "PROJECT_FUNCTION_MEMBER dev.ts projects.two.connections",
      "PROJECT_FUNCTION_MEMBER dev.ts projects.three.assets",
    ],
  },
  {
    rule: connections.secretsAreNamedByArn,
    accepts: "the ARN of a secret",
    good: {
      [`${ONE}.connections`]: {
        a: glue({ HOST: "h", SECRET_ID: SECRET }, { authentication: { type: "BASIC", secretArn: SECRET } }),
      },
    },
    rejects: "passwords, and addresses with one",
    bad: {
      [`${ONE}.connections`]: {
        a: glue(
          { PASSWORD: "hunter2", JDBC_URL: "jdbc:mysql://me:hunter2@host/db" },
          { sparkProperties: { apiToken: "x" } },
        ),
      },
    },
    reported: [
      `SECRET_AS_VALUE ${AT}.connections.a.glue.connectionProperties.JDBC_URL`,
      `SECRET_AS_VALUE ${AT}.connections.a.glue.connectionProperties.PASSWORD`,
      `SECRET_AS_VALUE ${AT}.connections.a.glue.sparkProperties.apiToken`,
    ],
  },
  {
    rule: dataSources.filterPatternsFit,
    accepts: "patterns with *",
    good: {
      [`${ONE}.dataSources`]: {
        a: source({}, { filters: [{ database: "sales", include: ["orders_*", "v$x"], exclude: ["*_tmp"] }] }),
      },
    },
    rejects: "patterns of SQL and of regular expressions",
    bad: {
      [`${ONE}.dataSources`]: {
        a: source({}, { filters: [{ database: "sales", include: ["orders%"], exclude: ["a", "^b.*"] }] }),
        b: { name: "b", redshift: { filters: [{ database: "dev", schema: "s", include: ["a?"] }] } },
      },
    },
    reported: [
      `FILTER_PATTERN ${AT}.dataSources.a.glue.filters[0].include[0]`,
      `FILTER_PATTERN ${AT}.dataSources.a.glue.filters[0].exclude[1]`,
      `FILTER_PATTERN ${AT}.dataSources.b.redshift.filters[0].include[0]`,
    ],
  },
  {
    rule: dataSources.filtersAndFormsAreDistinct,
    accepts: "schemas of one database",
    good: {
      [`${ONE}.dataSources`]: {
        a: {
          name: "a",
          redshift: {
            filters: [
              { database: "dev", schema: "a" },
              { database: "dev", schema: "b" },
            ],
          },
        },
      },
    },
    rejects: "a database twice, and a form twice",
    bad: {
      [`${ONE}.dataSources`]: {
        a: source(
          {
            forms: [
              { name: "Contract", type: "A", content: {} },
              { name: "Contract", type: "B", content: {} },
            ],
          },
          { filters: [{ database: "sales" }, { database: "sales", include: ["a"] }] },
        ),
      },
    },
    reported: [`ENTRY_DUPLICATE ${AT}.dataSources.a.glue.filters[1]`, `ENTRY_DUPLICATE ${AT}.dataSources.a.forms[1]`],
  },
  {
    rule: dataSources.formsOfSourcesExist,
    accepts: "a form of the vocabulary that another stage owns, and one of somebody else",
    good: {
      ...vocabulary("ENABLED"),
      [`${ONE}.dataSources`]: { a: formed({ form: "contract" }, { type: "OfAnotherProject" }) },
    },
    rejects: "forms that the vocabulary does not have, or that are disabled",
    bad: {
      ...vocabulary("DISABLED"),
      [`${ONE}.dataSources`]: { a: formed({ form: "contarct" }, { form: "contract" }) },
    },
    reported: [`FORM_UNKNOWN ${AT}.dataSources.a.forms[0].form`, `FORM_DISABLED ${AT}.dataSources.a.forms[1].form`],
  },
  {
    rule: assets.assetsAreDistinct,
    accepts: "two assets",
    good: { [`${ONE}.assets`]: { a: asset("t1"), b: asset("t2") } },
    rejects: "an asset twice",
    bad: { [`${ONE}.assets`]: { a: asset("t1"), b: asset("t1") } },
    reported: [`ENTRY_DUPLICATE ${AT}.assets.b.externalIdentifier`],
  },
  {
    rule: assets.vocabularyOfAssetsExists,
    accepts: "terms and forms of the vocabulary that another stage owns, also on columns",
    good: {
      ...vocabulary("ENABLED"),
      [`${ONE}.assets`]: {
        a: asset("t", {
          terms: ["words/customer", "marks/internal"],
          forms: [{ name: "F", form: "contract", content: {} }],
          columns: { id: { terms: ["words/customer"] } },
        }),
      },
    },
    rejects: "what it does not have, or what is disabled",
    bad: {
      ...vocabulary("DISABLED"),
      [`${ONE}.assets`]: {
        a: asset("t", {
          terms: ["words/custmer", "word/customer"],
          forms: [{ name: "F", form: "contract", content: {} }],
          columns: { id: { terms: ["words/lost"], forms: [{ name: "F", form: "contarct", content: {} }] } },
        }),
      },
    },
    reported: [
      `TERM_UNKNOWN ${AT}.assets.a.terms[0]`,
      `GLOSSARY_UNKNOWN ${AT}.assets.a.terms[1]`,
      `FORM_DISABLED ${AT}.assets.a.forms[0].form`,
      `TERM_UNKNOWN ${AT}.assets.a.columns.id.terms[0]`,
      `FORM_UNKNOWN ${AT}.assets.a.columns.id.forms[0].form`,
    ],
  },
  {
    rule: assets.formsAndTermsOfAssetsDiffer,
    accepts: "the same form on an asset and on a column",
    good: {
      [`${ONE}.assets`]: {
        a: asset("t", {
          forms: [{ name: "F", type: "A", content: {} }],
          columns: { id: { forms: [{ name: "F", type: "A", content: {} }] } },
        }),
      },
    },
    rejects: "a form or a term twice, and a readable text in a form",
    bad: {
      ...vocabulary("ENABLED"),
      [`${ONE}.assets`]: {
        a: asset("t", {
          terms: ["words/customer", "words/customer"],
          forms: [
            { name: "F", type: "A", content: {} },
            { name: "F", type: "B", content: {} },
            { name: "AssetCommonDetailsForm", type: "A", content: { readMe: "x" } },
          ],
        }),
      },
    },
    reported: [
      `ENTRY_DUPLICATE ${AT}.assets.a.forms[1]`,
      `ENTRY_DUPLICATE ${AT}.assets.a.terms[1]`,
      `ENTRY_DUPLICATE ${AT}.assets.a.forms[2].content.readMe`,
    ],
  },
  {
    rule: assets.termsOfAssetsFit,
    accepts: "a governed term on an asset, and 20 of either sort",
    good: {
      ...vocabulary("ENABLED"),
      [`${ONE}.assets`]: {
        a: asset("t", { terms: ["marks/internal", "words/customer"], termIds: ids(19), governedTermIds: ids(19) }),
      },
    },
    rejects: "a governed term on a column, and more than 20 terms",
    bad: {
      ...vocabulary("ENABLED"),
      [`${ONE}.assets`]: {
        a: asset("t", {
          terms: ["marks/internal", "words/customer"],
          termIds: ids(20),
          governedTermIds: ids(20),
          columns: { id: { terms: ["marks/internal"] } },
        }),
      },
    },
    reported: [
      `TERM_GOVERNED ${AT}.assets.a.columns.id.terms[0]`,
      `CATALOG_COUNT ${AT}.assets.a.terms`,
      `CATALOG_COUNT ${AT}.assets.a.terms`,
    ],
  },
];
