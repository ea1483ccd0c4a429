import * as arnPlaces from "../../../../configuration/rules/arn-places";
import * as arns from "../../../../configuration/rules/arns";
import * as blueprints from "../../../../configuration/rules/blueprints";
import * as permissionsBoundaries from "../../../../configuration/rules/permissions-boundaries";
import * as physicalNames from "../../../../configuration/rules/physical-names";
import * as sharing from "../../../../configuration/rules/sharing";
import * as tagCase from "../../../../configuration/rules/tag-case";
import * as tags from "../../../../configuration/rules/tags";
import type { RuleCase } from "./rule-case";

const REGION = "dev.accounts.alpha.regions.us-east-1";
const OTHER_ROLE = "arn:aws:iam::000000000099:role/other";
const key = (region: string, account: string): string =>
  `arn:aws:kms:${region}:${account}:key/11111111-1111-1111-1111-111111111111`;
const OU = { organizationalUnitArns: ["arn:aws:organizations::000000000001:ou/o-0123456789/ou-ab12-cdefghij"] };
const manyTags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, "x"]));
const inAllFiles = (path: string, value: unknown) =>
  Object.fromEntries(["shared", "dev", "prod"].map((stage) => [`${stage}.${path}`, value]));
/** A Region of 14 characters; with a prefix of 20 the name of its tooling bucket has 66. */
const LONG_REGION = "ap-southeast-1";

const handlerIn = (region: string, functionAccount: string, roleAccount: string) => ({
  name: `custom-${region}`,
  source: {
    handler: {
      lambdaFunctionArn: `arn:aws:lambda:${region}:${functionAccount}:function:list`,
      lambdaExecutionRoleArn: `arn:aws:iam::${roleAccount}:role/service-role/invoke`,
    },
  },
});
export const ACCOUNT_CASES: readonly RuleCase[] = [
  {
    rule: physicalNames.bucketNamesCarryThePrefix,
    accepts: "a bucket of the prefix",
    good: { [`${REGION}.bucketName`]: "amazon-sagemaker-alpha" },
    rejects: "a bucket of another name",
    bad: { [`${REGION}.bucketName`]: "sagemaker-alpha" },
    reported: [`BUCKET_PREFIX dev.ts accounts.alpha.regions.us-east-1.bucketName`],
  },
  {
    rule: physicalNames.bucketsAreGivenOnce,
    accepts: "a bucket for each account",
    good: {
      [`${REGION}.bucketName`]: "amazon-sagemaker-a",
      "dev.accounts.beta.regions.us-east-1.bucketName": "amazon-sagemaker-b",
    },
    rejects: "a bucket for two accounts",
    bad: {
      [`${REGION}.bucketName`]: "amazon-sagemaker-a",
      "dev.accounts.beta.regions.us-east-1.bucketName": "amazon-sagemaker-a",
    },
    reported: ["BUCKET_DUPLICATE dev.ts accounts.beta.regions.us-east-1.bucketName"],
  },
  {
    rule: physicalNames.physicalNamesFit,
    accepts: "a prefix of 20 letters with a short Region",
    good: inAllFiles("organization.namePrefix", "abcdefghijklmnopqrst"),
    rejects: "a prefix that makes a bucket name of more than 63 characters",
    bad: {
      ...inAllFiles("organization.namePrefix", "abcdefghijklmnopqrst"),
      [`dev.accounts.alpha.regions.us-east-1`]: {},
      [`dev.accounts.alpha.regions.${LONG_REGION}`]: {},
    },
    reported: ["NAME_TOO_LONG dev.ts organization.namePrefix"],
  },
  {
    rule: physicalNames.cloudWorkspaceNamesFit,
    accepts: "Terraform Cloud with short names",
    good: inAllFiles("state", { backend: "cloud", organization: "acme" }),
    rejects: "a workspace name of more than 90 characters",
    bad: {
      ...inAllFiles("state", { backend: "cloud", organization: "acme", workspacePrefix: "p".repeat(30) }),
      [`dev.accounts.${"a".repeat(48)}`]: { id: "000000000031" },
    },
    reported: [`NAME_TOO_LONG dev.ts accounts.${"a".repeat(48)}`],
  },
  {
    rule: arns.arnsBelongToPartition,
    accepts: "ARNs of the partition",
    good: { "dev.accounts.alpha.permissionsBoundaryArn": "arn:aws:iam::aws:policy/Boundary" },
    rejects: "an ARN of another partition",
    bad: { "dev.accounts.alpha.permissionsBoundaryArn": "arn:aws-cn:iam::aws:policy/Boundary" },
    reported: ["ARN_PARTITION dev.ts accounts.alpha.permissionsBoundaryArn"],
  },
  {
    rule: arns.accountArnsBelongToAccount,
    accepts: "roles of the account",
    good: { "dev.accounts.alpha.roles": { provisioningRoleArn: "arn:aws:iam::000000000011:role/service-role/P" } },
    rejects: "roles and keys of other accounts",
    bad: {
      "dev.accounts.alpha.roles": { provisioningRoleArn: OTHER_ROLE },
      "dev.accounts.alpha.lakeFormationLocationRoleArn": OTHER_ROLE,
      "dev.accounts.alpha.permissionsBoundaryArn": "arn:aws:iam::000000000099:policy/Boundary",
      [`${REGION}.kmsKeyArn`]: key("us-east-1", "000000000099"),
    },
    reported: [
      "ARN_ACCOUNT dev.ts accounts.alpha.permissionsBoundaryArn",
      "ARN_ACCOUNT dev.ts accounts.alpha.lakeFormationLocationRoleArn",
      "ARN_ACCOUNT dev.ts accounts.alpha.roles.provisioningRoleArn",
      "ARN_ACCOUNT dev.ts accounts.alpha.regions.us-east-1.kmsKeyArn",
    ],
  },
  {
    rule: arns.domainArnsBelongToGovernance,
    accepts: "roles and a key of the governance account",
    good: {
      "shared.domain.kmsKeyArn": key("us-east-1", "000000000001"),
      "shared.domain.roles.executionRoleArn": "arn:aws:iam::000000000001:role/E",
    },
    rejects: "roles and a key of another account",
    bad: {
      "shared.domain.kmsKeyArn": key("us-east-1", "000000000099"),
      "shared.domain.roles.executionRoleArn": OTHER_ROLE,
    },
    reported: ["ARN_ACCOUNT shared.ts domain.roles.executionRoleArn", "ARN_ACCOUNT shared.ts domain.kmsKeyArn"],
  },
  {
    rule: arns.keysBelongToRegion,
    accepts: "a key of the Region",
    good: { [`${REGION}.kmsKeyArn`]: key("us-east-1", "000000000011") },
    rejects: "keys of other Regions",
    bad: {
      [`${REGION}.kmsKeyArn`]: key("us-west-2", "000000000011"),
      "shared.domain.kmsKeyArn": key("eu-west-1", "000000000001"),
    },
    reported: ["ARN_REGION shared.ts domain.kmsKeyArn", "ARN_REGION dev.ts accounts.alpha.regions.us-east-1.kmsKeyArn"],
  },
  {
    rule: arns.regionsBelongToPartition,
    accepts: "Regions of the partition",
    good: { "dev.accounts.beta.regions": { "us-east-1": {}, "eu-west-1": {} } },
    rejects: "a Region of another partition",
    bad: { "dev.accounts.beta.regions": { "us-east-1": {}, "cn-north-1": {} } },
    reported: ["REGION_PARTITION dev.ts accounts.beta.regions.cn-north-1"],
  },
  {
    rule: arns.regionsAreKnown,
    accepts: "Regions that exist",
    good: { "dev.accounts.beta.regions": { "us-east-1": {}, "sa-east-1": {} } },
    rejects: "a Region nobody has heard of, as a warning",
    bad: { "dev.accounts.beta.regions": { "us-east-1": {}, "us-south-9": {} } },
    reported: [
      "REGION_UNKNOWN dev.ts accounts.beta.regions.us-south-9",
      "ZONES_REQUIRED dev.ts accounts.beta.regions.us-south-9.network.zones",
    ],
  },
  {
    rule: blueprints.blueprintRegionsBelongToAccount,
    accepts: "a blueprint in a Region of its account",
    good: { "dev.accounts.alpha.blueprints.DataLake": { regions: ["us-east-1"] } },
    rejects: "a blueprint in another Region",
    bad: { "dev.accounts.alpha.blueprints.QuickSight": { regions: ["us-west-2"] } },
    reported: ["REGION_NOT_IN_ACCOUNT dev.ts accounts.alpha.blueprints.QuickSight.regions[0]"],
  },
  {
    rule: blueprints.regionalParametersHaveARegion,
    accepts: "parameters for a Region of the blueprint",
    good: { "dev.accounts.alpha.blueprints.DataLake": { regionalParameters: { "us-east-1": { A: "b" } } } },
    rejects: "parameters for another Region",
    bad: { "dev.accounts.alpha.blueprints.DataLake": { regionalParameters: { "us-west-2": { A: "b" } } } },
    reported: ["REGION_NOT_IN_BLUEPRINT dev.ts accounts.alpha.blueprints.DataLake.regionalParameters.us-west-2"],
  },
  {
    rule: blueprints.requiredGlobalParametersAreSet,
    accepts: "EMR on EKS with its cluster",
    good: {
      "dev.accounts.alpha.blueprints.EmrOnEks": {
        globalParameters: { eksClusterArn: "arn:aws:eks:us-east-1:000000000011:cluster/c" },
      },
    },
    rejects: "EMR on EKS without its cluster",
    bad: { "dev.accounts.alpha.blueprints.EmrOnEks": {} },
    reported: ["BLUEPRINT_PARAMETER_MISSING dev.ts accounts.alpha.blueprints.EmrOnEks.globalParameters.eksClusterArn"],
  },
  {
    rule: blueprints.hostingAccountsEnableTooling,
    accepts: "ToolingLite instead of Tooling",
    good: { "dev.accounts.delta": { id: "000000000031", blueprints: { ToolingLite: {} } } },
    rejects: "blueprints without Tooling, as a warning",
    bad: { "dev.accounts.delta": { id: "000000000031", blueprints: { DataLake: {} } } },
    reported: ["BLUEPRINT_TOOLING_MISSING dev.ts accounts.delta.blueprints"],
  },
  {
    rule: blueprints.blueprintUnitsExist,
    accepts: "a unit of the domain in grantTo",
    good: { "dev.accounts.alpha.blueprints.DataLake": { grantTo: [{ unit: "finance" }] } },
    rejects: "an unknown unit in grantTo",
    bad: { "dev.accounts.alpha.blueprints.DataLake": { grantTo: [{ unit: "finanze" }] } },
    reported: ["UNIT_UNKNOWN dev.ts accounts.alpha.blueprints.DataLake.grantTo[0].unit"],
  },
  {
    rule: permissionsBoundaries.boundariesLetProjectsWork,
    accepts: "boundaries of one's own, also of the name of AWS's, and AWS's for project roles",
    good: {
      "dev.accounts.alpha.permissionsBoundaryArn":
        "arn:aws:iam::000000000011:policy/AmazonDataZoneEnvironmentRolePermissionsBoundary",
      "dev.accounts.beta.permissionsBoundaryArn":
        "arn:aws:iam::aws:policy/SageMakerStudioProjectUserRolePermissionsBoundary",
    },
    rejects: "AWS's boundary for environments, given for the account or as a parameter",
    bad: {
      "dev.accounts.alpha.permissionsBoundaryArn":
        "arn:aws:iam::aws:policy/AmazonDataZoneEnvironmentRolePermissionsBoundary",
      "dev.accounts.beta.blueprints.Tooling.regionalParameters": {
        "us-east-1": {
          PermissionsBoundaryArn: "arn:aws:iam::aws:policy/AmazonDataZoneEnvironmentRolePermissionsBoundary",
        },
      },
    },
    reported: [
      "BOUNDARY_DENIES dev.ts accounts.alpha.permissionsBoundaryArn",
      "BOUNDARY_DENIES dev.ts accounts.beta.blueprints.Tooling.regionalParameters.us-east-1.PermissionsBoundaryArn",
    ],
  },
  {
    rule: tags.tagKeysAreFree,
    accepts: "tags of one's own",
    good: { "dev.tags": { team: "data" } },
    rejects: "tags with reserved prefixes, wherever they are",
    bad: {
      "dev.tags": { "aws:team": "data" },
      "dev.accounts.alpha.tags": { "smus:stage": "x" },
      "shared.domain.tags": { "AWS:x": "y" },
      "dev.profiles.fixed.resourceTags": { "aws:y": "z" },
    },
    reported: [
      'TAG_RESERVED shared.ts domain.tags["AWS:x"]',
      'TAG_RESERVED dev.ts tags["aws:team"]',
      'TAG_RESERVED dev.ts accounts.alpha.tags["smus:stage"]',
      'TAG_RESERVED dev.ts profiles.fixed.resourceTags["aws:y"]',
    ],
  },
  {
    rule: tags.domainTagsFitTheService,
    accepts: "tags in any letters where the domain does not get them",
    good: { "dev.tags": { équipe: "données" } },
    rejects: "letters that DataZone does not take, in tags that the domain gets",
    bad: {
      "shared.tags": { équipe: "x" },
      "shared.accounts.governance.tags": { team: "données" },
      "shared.accounts.governance.costCenter": "東京",
      "dev.accounts.governance": undefined,
    },
    reported: [
      'TAG_FORM shared.ts tags["équipe"]',
      "TAG_FORM shared.ts accounts.governance.tags.team",
      "TAG_FORM shared.ts accounts.governance.costCenter",
    ],
  },
  {
    rule: tags.tagsAreNotTooMany,
    accepts: "50 tags with those of the stacks and of the VPC",
    good: { "dev.tags": manyTags(43) },
    rejects: "51 tags of VPCs, once for all accounts, and where an account adds one",
    bad: { "dev.tags": manyTags(44), "prod.tags": manyTags(43), "prod.accounts.gamma.tags": { one: "more" } },
    reported: ["TAG_COUNT dev.ts tags", "TAG_COUNT prod.ts accounts.gamma.tags"],
  },
  {
    rule: tags.tagsAreNotTooMany,
    accepts: "46 tags and those of the stacks, without a network of ours",
    good: {
      "prod.accounts.gamma.tags": manyTags(46),
      "prod.accounts.gamma.regions.us-east-1.network": {
        mode: "existing",
        vpcId: "vpc-00000001",
        subnets: ["subnet-00000001", "subnet-00000002", "subnet-00000003"].map((id) => ({ id })),
      },
    },
    rejects: "the tags of a business unit and a cost center on top of them, and 51 tags of the domain",
    bad: {
      "dev.accounts.alpha.tags": manyTags(42),
      "dev.accounts.alpha.businessUnit": "finance",
      "dev.accounts.alpha.costCenter": "1",
      "shared.domain.tags": manyTags(47),
    },
    reported: ["TAG_COUNT dev.ts accounts.alpha.tags", "TAG_COUNT shared.ts domain.tags"],
  },
  {
    rule: tagCase.tagKeysDiffer,
    accepts: "the same key in several maps, and keys alike on different resources",
    good: {
      ...inAllFiles("organization.tags", { Owner: "a" }),
      "dev.tags": { Owner: "b" },
      "dev.accounts.alpha.tags": { Owner: "c", Team: "x" },
      "dev.accounts.beta.tags": { team: "x" },
    },
    rejects: "keys that differ in case only, in one map and across those that are merged",
    bad: {
      ...inAllFiles("organization.tags", { Owner: "a" }),
      "dev.tags": { owner: "b", Team: "x", TEAM: "y" },
      "dev.accounts.alpha.tags": { OWNER: "c" },
      "shared.domain.tags": { oWner: "d" },
      "dev.profiles.fixed.resourceTags": { Cost: "x" },
      "dev.projects.two.resourceTags": { Cost: "x" },
      "prod.profiles.fixed.resourceTags": { Cost: { value: "x", editable: true }, cost: "y" },
    },
    reported: [
      "TAG_DUPLICATE dev.ts tags.owner",
      "TAG_DUPLICATE dev.ts tags.TEAM",
      "TAG_DUPLICATE dev.ts accounts.alpha.tags.OWNER",
      "TAG_DUPLICATE shared.ts domain.tags.oWner",
      "TAG_DUPLICATE prod.ts profiles.fixed.resourceTags.cost",
      "RESOURCE_TAG_REFUSED dev.ts projects.two.resourceTags.Cost",
    ],
  },
  {
    rule: sharing.invitedAccountsCanAccept,
    accepts: "an invited account with blueprints",
    good: { "dev.sharing": { invitedAccounts: ["alpha"] } },
    rejects: "invitations of unknown, repeated and empty accounts",
    bad: {
      "dev.sharing": { invitedAccounts: ["alpha", "alpha", "alhpa", "empty"] },
      "dev.accounts.empty": { id: "000000000031" },
    },
    reported: [
      "INVITATION_POINTLESS dev.ts sharing.invitedAccounts[1]",
      "ACCOUNT_UNKNOWN dev.ts sharing.invitedAccounts[2]",
      "INVITATION_POINTLESS dev.ts sharing.invitedAccounts[3]",
    ],
  },
  {
    rule: sharing.invitedAccountsCanAccept,
    accepts: "invited accounts beside an organizational unit",
    good: { "dev.sharing": { principals: OU, invitedAccounts: ["alpha"] } },
    rejects: "an invitation of the domain's owner",
    bad: { "shared.sharing": { invitedAccounts: ["governance"] } },
    reported: ["INVITATION_POINTLESS shared.ts sharing.invitedAccounts[0]"],
  },
  {
    rule: sharing.organizationShareHasMembers,
    accepts: "an organizational unit with accounts in it",
    good: { "dev.sharing": { principals: OU } },
    rejects: "an organizational unit though every account is invited",
    bad: { "dev.sharing": { principals: OU, invitedAccounts: ["alpha", "beta"] } },
    reported: ["SHARING_CONTRADICTION dev.ts sharing.principals"],
  },
  {
    rule: sharing.shareNamesOwnOrganization,
    accepts: "an organizational unit of the organization",
    good: { "dev.organization": { organizationId: "o-0123456789" }, "dev.sharing": { principals: OU } },
    rejects: "an organizational unit of another",
    bad: { "dev.organization": { organizationId: "o-abcdefghij" }, "dev.sharing": { principals: OU } },
    reported: ["ORGANIZATION_ID dev.ts sharing.principals.organizationalUnitArns[0]"],
  },
  {
    rule: sharing.productionIsProtected,
    accepts: "no protection without production accounts",
    good: { "dev.protection": "none" },
    rejects: "no protection of production accounts, as a warning",
    bad: { "prod.protection": "none" },
    reported: ["PROTECTION_NONE prod.ts protection"],
  },
  {
    rule: arnPlaces.givenObjectsLieWithTheDomain,
    accepts: "a share and a handler in the domain's account and Region",
    good: {
      "dev.sharing.resourceShareArn": "arn:aws:ram:us-east-1:000000000001:resource-share/12345678-abcd",
      "dev.pools.custom": handlerIn("us-east-1", "000000000001", "000000000001"),
    },
    rejects: "a share and handlers of other accounts and Regions",
    bad: {
      "dev.sharing.resourceShareArn": "arn:aws:ram:us-east-1:000000000099:resource-share/12345678-abcd",
      "prod.sharing.resourceShareArn": "arn:aws:ram:us-west-2:000000000001:resource-share/12345678-abcd",
      "dev.pools.custom": handlerIn("us-east-1", "000000000011", "000000000099"),
      "prod.pools.custom": handlerIn("eu-west-1", "000000000001", "000000000001"),
    },
    reported: [
      "ARN_ACCOUNT dev.ts sharing.resourceShareArn",
      "ARN_ACCOUNT dev.ts pools.custom.source.handler.lambdaFunctionArn",
      "ARN_ACCOUNT dev.ts pools.custom.source.handler.lambdaExecutionRoleArn",
      "ARN_REGION prod.ts sharing.resourceShareArn",
      "ARN_REGION prod.ts pools.custom.source.handler.lambdaFunctionArn",
    ],
  },
  {
    rule: arnPlaces.parameterArnsBelongToAccount,
    accepts: "a key of the account and Region, and parameters that are no ARNs",
    good: {
      "dev.accounts.alpha.blueprints.Tooling.regionalParameters": {
        "us-east-1": { KmsKeyArn: key("us-east-1", "000000000011"), S3Location: "s3://elsewhere" },
      },
    },
    rejects: "keys, boundaries and roles of others",
    bad: {
      "dev.accounts.alpha.blueprints.Tooling.regionalParameters": {
        "us-east-1": {
          KmsKeyArn: key("us-west-2", "000000000011"),
          PermissionsBoundaryArn: "arn:aws:iam::000000000099:policy/boundary",
        },
      },
      "dev.accounts.alpha.blueprints.Tooling.globalParameters": { sagemakerQueryExecutionRoleArn: OTHER_ROLE },
    },
    reported: [
      "ARN_REGION dev.ts accounts.alpha.blueprints.Tooling.regionalParameters.us-east-1.KmsKeyArn",
      "ARN_ACCOUNT dev.ts accounts.alpha.blueprints.Tooling.regionalParameters.us-east-1.PermissionsBoundaryArn",
      "ARN_ACCOUNT dev.ts accounts.alpha.blueprints.Tooling.globalParameters.sagemakerQueryExecutionRoleArn",
    ],
  },
];
