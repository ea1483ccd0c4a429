import * as adoption from "../../../../configuration/rules/adoption";
import * as exactBlueprints from "../../../../configuration/rules/exact-blueprints";
import * as sharing from "../../../../configuration/rules/sharing";
import type { RuleCase } from "./rule-case";

const SHARE = "arn:aws:ram:us-east-1:000000000001:resource-share/7ab63972-b505-7e2a-420d-6f5d3e4a1b2c";
const UNFURNISHED = { "us-east-1": { network: { mode: "none" }, bucketName: "none", kmsKeyArn: "aws-owned" } };
const EXACT = { exactly: { regionalParameters: { "us-east-1": { S3Location: "s3://our-bucket/lake" } } } };

export const ADOPTION_CASES: readonly RuleCase[] = [
  {
    rule: adoption.adoptedObjectsExist,
    accepts: "objects of every kind that the files describe",
    good: {
      "shared.domain.rootOwners": { leads: { group: "leads" } },
      "shared.adopt": {
        "DomainUnit/finance": "7kbnl2zpwnabc1",
        "DomainUnitOwner/root/leads": "5xd8jy7nb2abc1|11112222-3333-4444-5555-666677778888",
        "UserProfile/robot": "arn:aws:iam::000000000001:user/robot,dzd-4mz5ps4i6b2ppj,IAM",
        "GroupProfile/leads": "11112222-3333-4444-5555-666677778888",
        "PolicyGrant/domain.grants/members": "AbCdEf12+/",
      },
      "dev.adopt": {
        "PolicyGrant/grants/create": "AbCdEf1234",
        "SharePrincipal/alpha": `${SHARE},000000000011`,
        "BlueprintConfiguration/alpha/Tooling": "4mz5ps4i6b2ppj",
        "BlueprintConfiguration/beta/Tooling": "4mz5ps4i6b2ppj",
        "BlueprintGrant/alpha/Tooling/root-contributor": "AbCdEf1235",
        "DataLakeAdministrators/alpha/us-east-1": "000000000011|us-east-1",
        "AccountPool/both": "5qd8jy7nb2abc1",
        "ProjectProfile/fixed": "6qd8jy7nb2abc1",
        "Project/one": "7qd8jy7nb2abc1",
        "ProjectMembership/one/engineers": "7qd8jy7nb2abc1|11112222-3333-4444-5555-666677778888",
        "Connection/one/a": "8qd8jy7nb2abc1",
        "DataSource/one/a": "9qd8jy7nb2abc1",
      },
      // The function keeps connections and data sources of a project that is taken over as a member of it.
      "shared.domain.groups.function": { rolePrincipalArn: "arn:aws:iam::000000000001:role/smus-control-plane" },
      "dev.projects.one.members.function": { group: "function", designation: "PROJECT_OWNER" },
      "dev.projects.one.connections": { a: { name: "a", athena: { workgroupName: "w" } } },
      "dev.projects.one.dataSources": { a: { name: "a", glue: { filters: [{ database: "d" }] } } },
    },
    rejects: "an object that the file does not describe",
    bad: { "dev.adopt": { "ProjectProfile/fixde": "6qd8jy7nb2abc1" } },
    reported: ['ADOPT_UNKNOWN dev.ts adopt[\"ProjectProfile/fixde\"]'],
  },
  {
    rule: adoption.adoptedObjectsExist,
    accepts: "a domain that is adopted by its own property",
    good: { "shared.domain.adoptDomainId": "dzd-4mz5ps4i6b2ppj", "shared.domain.kmsKeyArn": "aws-owned" },
    rejects: "a kind that is none, and units in a stage that joins",
    bad: {
      "dev.adopt": { nothing: "x", "Domain/domain": "dzd-4mz5ps4i6b2ppj", "DomainUnit/finance": "7kbnl2zpwnabc1" },
    },
    reported: [
      "KEY_FORMAT dev.ts adopt.nothing",
      'ADOPT_UNKNOWN dev.ts adopt[\"Domain/domain\"]',
      'ADOPT_UNKNOWN dev.ts adopt[\"DomainUnit/finance\"]',
    ],
  },
  {
    rule: adoption.adoptedDomainsKeepTheirKey,
    accepts: "a domain with the key that it has",
    good: {
      "shared.domain.adoptDomainId": "dzd-4mz5ps4i6b2ppj",
      "shared.domain.kmsKeyArn": "arn:aws:kms:us-east-1:000000000001:key/11111111-2222-3333-4444-555555555555",
    },
    rejects: "a domain for which a key would be created",
    bad: { "shared.domain.adoptDomainId": "dzd-4mz5ps4i6b2ppj" },
    reported: ["ADOPT_KEY shared.ts domain.kmsKeyArn"],
  },
  {
    rule: adoption.adoptedIdsFit,
    accepts: "an id of its kind",
    good: { "dev.adopt": { "Project/one": "7qd8jy7nb2abc1" } },
    rejects: "the id of a project where a membership has two",
    bad: { "dev.adopt": { "ProjectMembership/one/engineers": "7qd8jy7nb2abc1" } },
    reported: ['ADOPT_ID dev.ts adopt[\"ProjectMembership/one/engineers\"]'],
  },
  {
    rule: adoption.objectsAreAdoptedOnce,
    accepts: "different objects",
    good: { "dev.adopt": { "Project/one": "7qd8jy7nb2abc1", "Project/two": "8qd8jy7nb2abc1" } },
    rejects: "one object in two stages",
    bad: {
      "dev.adopt": { "ProjectProfile/fixed": "6qd8jy7nb2abc1" },
      "prod.adopt": { "ProjectProfile/fixed": "6qd8jy7nb2abc1" },
    },
    reported: ['ADOPT_DUPLICATE prod.ts adopt[\"ProjectProfile/fixed\"]'],
  },
  {
    rule: exactBlueprints.exactConfigurationsStandAlone,
    accepts: "an exact configuration",
    good: { "dev.accounts.alpha.blueprints.DataLake": EXACT },
    rejects: "regional parameters beside it",
    bad: {
      "dev.accounts.alpha.blueprints.DataLake": {
        ...EXACT,
        regionalParameters: { "us-east-1": { S3Location: "s3://amazon-sagemaker-other" } },
      },
    },
    reported: ["BLUEPRINT_EXACTLY dev.ts accounts.alpha.blueprints.DataLake.regionalParameters"],
  },
  {
    rule: exactBlueprints.blueprintNeedsAreMet,
    accepts: "an account without bucket and network whose blueprints are configured exactly",
    good: {
      "dev.accounts.alpha.regions": UNFURNISHED,
      "dev.accounts.alpha.blueprints": { Tooling: EXACT, DataLake: EXACT },
    },
    rejects: "an account without bucket and network for a blueprint that needs them",
    bad: {
      "dev.accounts.alpha.regions": UNFURNISHED,
      "dev.accounts.alpha.blueprints": { Tooling: EXACT, DataLake: {} },
    },
    reported: ["BLUEPRINT_NEEDS dev.ts accounts.alpha.blueprints.DataLake"],
  },
  {
    rule: sharing.sharesWithoutPrincipalsExist,
    accepts: "a share that exists and names its principals",
    good: { "dev.sharing": { resourceShareArn: SHARE, principals: "none" } },
    rejects: "a new share without principals",
    bad: { "dev.sharing": { principals: "none" } },
    reported: ["SHARING_CONTRADICTION dev.ts sharing.principals"],
  },
];
