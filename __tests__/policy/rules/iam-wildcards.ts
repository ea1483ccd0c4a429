import { policiesOf, type PlacedPolicy, type Statement } from "../policy-documents";
import type { StackRule } from "../stack-under-test";
import { USE_CASE_WILDCARDS } from "./use-case-wildcards";

/** A wildcard that is there for a reason. */
export interface Explained {
  readonly types: readonly string[];
  /** Sid of the statement, or a pattern of it; `undefined` for statements without one. */
  readonly sids: readonly (string | RegExp | undefined)[];
  readonly wildcards: RegExp;
  readonly reason: string;
  /** Page of the service authorization reference or of the service that says so. */
  readonly link: string;
}

const REFERENCE = "https://docs.aws.amazon.com/service-authorization/latest/reference";
const identity = ["aws_iam_role_policy"];

/** Every wildcard in an allowing statement that stacks may emit. */
export const EXPLAINED: readonly Explained[] = [
  ...USE_CASE_WILDCARDS,
  {
    types: ["aws_kms_key"],
    sids: [
      "AccountAdministration",
      "Bedrock",
      "DataZone",
      "DataZoneService",
      "DomainExecutionRole",
      "DomainGrants",
      "DomainUse",
      "EmrServerless",
      "GrantsForProjectRoles",
      "GrantsForServices",
      "LogGroups",
      "MemberGrants",
      "MemberUse",
      "Messages",
      "OrganizationGrants",
      "OrganizationUse",
      "ProjectRoles",
      "ProvisioningByGrants",
      "ProvisioningOfAthena",
      "ProvisioningOfEmrServerless",
      "RetireGrantsOfBedrock",
      "UseThroughServices",
    ],
    wildcards: /^\*$/,
    reason: "in a key policy * is this key",
    link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
  },
  {
    types: ["aws_kms_key"],
    sids: ["AccountAdministration"],
    wildcards: /^kms:\*$/,
    reason: "hands the decision to the account's IAM policies; without it a mistake locks everybody out",
    link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  },
  {
    types: ["aws_kms_key", "aws_iam_role_policy"],
    sids: [
      "DataKeys",
      "DataZone",
      "DomainExecutionRole",
      "DomainUse",
      "LogGroups",
      "MemberUse",
      "OrganizationUse",
      "UseThroughServices",
    ],
    wildcards: /^kms:(GenerateDataKey|ReEncrypt)\*$/,
    reason: "the pairs that belong together (with and without plaintext; from and to)",
    link: `${REFERENCE}/list_awskeymanagementservice.html`,
  },
  {
    types: identity,
    sids: ["Ledger"],
    wildcards: /:parameter\/[\w-]+\/control-plane\/\*$/,
    reason: "one parameter per managed object, below a path of our own",
    link: `${REFERENCE}/list_awssystemsmanager.html`,
  },
  {
    types: identity,
    sids: ["Logs"],
    wildcards: /:log-group:\/aws\/lambda\/[\w-]+:\*$/,
    reason: "log streams of one group, named by Lambda",
    link: `${REFERENCE}/list_amazoncloudwatchlogs.html`,
  },
  {
    types: identity,
    sids: ["Domains"],
    wildcards: /^arn:[^:]+:datazone:[^:]+:\d{12}:domain\/\*$/,
    reason: "the function creates the domain itself, so its id is not known when the role is made",
    link: `${REFERENCE}/list_amazondatazone.html`,
  },
  {
    types: identity,
    sids: ["ObjectsOfDomains"],
    wildcards: /^\*$/,
    reason: "the service authorization reference gives a resource type to actions on the domain itself only",
    link: `${REFERENCE}/list_amazondatazone.html`,
  },
  {
    types: identity,
    sids: ["Interfaces"],
    wildcards: /^\*$/,
    reason:
      "Lambda asks for all resources: the interfaces of a function in a VPC are made later; its code is denied them",
    link: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions",
  },
  {
    types: identity,
    sids: ["Requests"],
    wildcards: /^\*$/,
    reason: "what is in a domain has no ARN; the service decides by memberships",
    link: `${REFERENCE}/list_amazondatazone.html`,
  },
  {
    types: identity,
    sids: ["AskingRoles", "RolesOfPrincipals"],
    wildcards: /^arn:[^:]+:iam::\d{12}:role\/[\w-]+-asks-\*$/,
    reason: "one role for each project, whose id AWS chooses; each trusts the function behind the API alone",
    link: `${REFERENCE}/list_awsidentityandaccessmanagementiam.html`,
  },
  {
    types: identity,
    sids: ["Evidence"],
    wildcards: /^arn:[^:]+:s3:::[a-z0-9-]+\/evidence\/(projects\/)?\*$/,
    reason: "each decision has an object of its own, below a prefix of our own",
    link: `${REFERENCE}/list_amazons3.html`,
  },
  {
    types: identity,
    sids: ["Reports"],
    wildcards: /^arn:[^:]+:s3:::[a-z0-9-]+\/reports\/\*$/,
    reason: "each report of each day has objects of its own, below a prefix of our own",
    link: `${REFERENCE}/list_amazons3.html`,
  },
  {
    types: identity,
    sids: ["DomainKey", "DomainKeyGrants"],
    wildcards: /:kms:[^:]+:\d{12}:key\/\*$/,
    reason: "which key encrypts the domain is not known yet; kms:ViaService limits it to DataZone",
    link: `${REFERENCE}/list_awskeymanagementservice.html`,
  },
  {
    types: identity,
    sids: ["DataKeys"],
    wildcards: /^arn:[^:]+:kms:\*:\*:key\/\*$/,
    reason:
      "keys of hosting accounts, whose ids AWS chooses; the tag EnableKeyForAmazonDataZone and the key's policy limit it",
    link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
  },
  {
    types: identity,
    sids: ["PassRoles"],
    wildcards: /:role\/service-role\/Amazon(DataZoneAccountPool|SageMakerManageAccess-[a-z0-9-]+)-\*$/,
    reason: "names end in a pool's key or the domain's id; iam:PassedToService limits it to DataZone",
    link: `${REFERENCE}/list_awsidentityandaccessmanagementiam.html`,
  },
  {
    types: identity,
    sids: ["DataLakeSettings"],
    wildcards: /^\*$/,
    reason: "Lake Formation has no resource types in IAM",
    link: `${REFERENCE}/list_awslakeformation.html`,
  },
  {
    types: identity,
    sids: ["GitConnections", "FormerGitConnections"],
    wildcards: /^arn:[^:]+:(codeconnections|codestar-connections):[^:]+:\d{12}:connection\/\*$/,
    reason: "AWS chooses the ids of connections, which come after the function; only their status is read",
    link: `${REFERENCE}/list_awscodeconnections.html`,
  },
  {
    types: identity,
    sids: ["GitConnectionsOfProjects", "FormerGitConnectionsOfProjects"],
    wildcards: /^arn:[^:]+:(codeconnections|codestar-connections):[^:]+:\d{12}:connection\/\*$/,
    reason: "AWS chooses the ids of connections; only those with the tag for projects may be used",
    link: `${REFERENCE}/list_awscodeconnections.html`,
  },
  {
    types: identity,
    sids: ["IdentityCenter"],
    wildcards: /^\*$/,
    reason: "the application comes into being with the domain; most of these support no resource-level permissions",
    link: `${REFERENCE}/list_awsiamidentitycenter.html`,
  },
  {
    types: identity,
    sids: ["ReadOrganization"],
    wildcards: /^\*$/,
    reason: "ListAccounts supports no resource-level permissions",
    link: `${REFERENCE}/list_awsorganizations.html`,
  },
  {
    types: identity,
    sids: ["TagProjectResources", "UntagProjectResources"],
    wildcards: /^\*$/,
    reason:
      "environments create resources of two dozen kinds with generated names; own account and listed tag keys limit it",
    link: "https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/project-resource-tags.html",
  },
  {
    types: identity,
    sids: [undefined],
    wildcards: /:secretsmanager:\*:\d{12}:secret:\*$/,
    reason: "secrets of projects have random names; the tag AmazonDataZoneDomain limits it",
    link: `${REFERENCE}/list_awssecretsmanager.html`,
  },
  {
    types: identity,
    sids: [undefined],
    wildcards: /:bedrock:\*::foundation-model\/\*$/,
    reason: "foundation models are AWS's; the inference profile limits it",
    link: `${REFERENCE}/list_amazonbedrock.html`,
  },
];

/** No wildcard in what a policy allows, unless it is explained. A wildcard in a denial denies more. */
export const iamWildcards: StackRule = ({ json }) =>
  policiesOf(json).flatMap((policy) =>
    policy.statements.filter(({ Effect }) => Effect === "Allow").flatMap((statement) => unexplained(policy, statement)),
  );

function unexplained({ place, type }: PlacedPolicy, { Sid, Action, Resource = [] }: Statement): string[] {
  return [...Action, ...Resource]
    .filter((text) => text.includes("*"))
    .filter(
      (text) =>
        !EXPLAINED.some(
          ({ types, sids, wildcards }) =>
            types.includes(type) && sids.some((sid) => fits(sid, Sid)) && wildcards.test(text),
        ),
    )
    .map((text) => `${place}, statement ${Sid ?? "without Sid"}: ${text} is not explained`);
}

const fits = (sid: string | RegExp | undefined, found: string | undefined): boolean =>
  sid instanceof RegExp ? sid.test(found ?? "") : sid === found;
