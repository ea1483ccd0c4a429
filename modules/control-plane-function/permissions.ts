import { COMPLETENESS_PERMISSIONS, type Kind } from "../../contracts/control-plane";
import {
  ACCESS_LIST_PERMISSIONS,
  DOMAIN_ACTIONS,
  DOMAIN_KEY_PERMISSIONS,
  KIND_PERMISSIONS,
  LEDGER_PERMISSIONS,
  SINGLE_SIGN_ON_PERMISSIONS,
} from "../../contracts/control-plane/permissions";
import { descriptorOf, KIND_NAMES } from "../../contracts/kinds";
import type { ServedBy } from "../../contracts/kinds/kind";
import { controlPlaneRoleName, ledgerPrefix, serviceRoleArn } from "../../contracts/names";
import { PROJECTS_TAG } from "../../contracts/service/git";
import { regionalService, type Statement } from "../iam-policy";

/** Task of the function of an account. */
export type ControlPlaneTask = Exclude<ServedBy, "adopting">;

/** Facts that decide on the permissions of an account's control-plane function. */
export interface ControlPlanePermissions {
  readonly partition: string;
  /** Account of the function. */
  readonly accountId: string;
  /** Account that owns the domain. */
  readonly governanceAccountId: string;
  /** Region of the domain and of the function. */
  readonly domainRegion: string;
  /** Prefix of the names that are ours. Changing this replaces the function and loses its ledger. */
  readonly prefix: string;
  /** `governance`: own a domain. `hosting`: offer blueprints to a domain. None: neither, and no permission but the ledger. */
  readonly tasks: readonly ControlPlaneTask[];
  /**
   * ARNs of roles that the configuration gives instead of letting us create them: DataZone is handed these too.
   *
   * @default - none
   */
  readonly passableRoleArns?: readonly string[];
  /**
   * ARNs of IAM roles and users that profiles of the domain stand for. The service reads the roles of this account in the
   * function's name when it writes who they are to be: members and owners.
   *
   * @default - none
   */
  readonly principalArns?: readonly string[];
  /**
   * Further kinds that the configuration hands to the function: grants and owners that it adopts.
   *
   * @default - those of the tasks
   */
  readonly adoptedKinds?: readonly Kind[];
  /**
   * The domain signs users in through IAM Identity Center.
   *
   * @default false
   */
  readonly identityCenter?: boolean;
  /**
   * Prefixes in ARNs of the connections to Git providers whose status is read: connections that were made before July 2024 have the
   * service's former name in theirs, and an action is allowed under the name that the ARN has.
   *
   * @default - none: there are no connections
   */
  readonly connectionPrefixes?: readonly ("codeconnections" | "codestar-connections")[];
  /**
   * Projects have connections to repositories, which are made with the right to use those connections to Git providers.
   *
   * @default false
   */
  readonly connectsRepositories?: boolean;
}

function servedBy(task: ControlPlaneTask): Kind[] {
  return KIND_NAMES.filter((kind) => descriptorOf(kind).servedBy === task);
}

/** The statements of the function's role, least first: ledger, then what its tasks need. */
export function controlPlaneStatements(props: ControlPlanePermissions): Statement[] {
  const kinds = [...props.tasks.flatMap(servedBy), ...(props.adoptedKinds ?? [])];
  const governs = props.tasks.includes("governance");
  const listed = [
    ...(kinds.length > 0 ? ACCESS_LIST_PERMISSIONS.grants : []),
    ...(governs ? [...ACCESS_LIST_PERMISSIONS.owners, ...COMPLETENESS_PERMISSIONS] : []),
  ];
  const actions = [...new Set([...kinds.flatMap(actionsOf), ...listed])].sort();
  return [
    ledger(props, kinds),
    ...dataZone(props, actions),
    ...readPrincipals(props, actions),
    ...(kinds.length > 0 ? [passRoles(props, kinds), useDomainKey(props)] : []),
    ...(governs ? [grantDomainKey(props)] : []),
    ...(governs && props.identityCenter === true ? [identityCenter()] : []),
    ...lakeFormation(actions),
    ...(props.connectionPrefixes ?? []).flatMap((prefix) => gitConnections(props, prefix)),
  ];
}

function actionsOf(kind: Kind): string[] {
  const { readActions, writeActions, forwardedActions = [] } = KIND_PERMISSIONS[kind];
  return [...readActions, ...writeActions, ...forwardedActions];
}

function ledger(props: ControlPlanePermissions, kinds: readonly Kind[]): Statement {
  const path = `parameter${ledgerPrefix(props.prefix)}/*`;
  return {
    sid: "Ledger",
    actions: [
      ...LEDGER_PERMISSIONS.readActions,
      ...LEDGER_PERMISSIONS.writeActions,
      ...(kinds.some((kind) => KIND_PERMISSIONS[kind].listsLedger) ? LEDGER_PERMISSIONS.listActions : []),
    ],
    // One parameter per managed object: the path is ours.
    resources: [`arn:${props.partition}:ssm:${props.domainRegion}:${props.accountId}:${path}`],
  };
}

function dataZone(props: ControlPlanePermissions, actions: readonly string[]): Statement[] {
  const { partition, domainRegion, governanceAccountId } = props;
  const own = actions.filter((action) => action.startsWith("datazone:"));
  const [onDomains, others] = [true, false].map((wanted) =>
    own.filter((action) => DOMAIN_ACTIONS.includes(action) === wanted),
  );
  return [
    {
      sid: "Domains",
      actions: onDomains,
      // `*`: the domain is created by this very function, so its id is not known when the role is.
      resources: [`arn:${partition}:datazone:${domainRegion}:${governanceAccountId}:domain/*`],
    },
    // `*`: what is in a domain has no ARN; the service itself decides by owners, grants and memberships (DOMAIN_ACTIONS).
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
    { sid: "ObjectsOfDomains", actions: others, resources: ["*"] },
  ].filter((statement) => statement.actions.length > 0);
}

/** The account's own roles among the principals, and the function's: it creates the domain, whose root it then owns. */
function readPrincipals(props: ControlPlanePermissions, actions: readonly string[]): Statement[] {
  const own = `arn:${props.partition}:iam::${props.accountId}:role/`;
  const roles = (props.principalArns ?? []).filter((arn) => arn.startsWith(own));
  const reads = actions.filter((action) => action.startsWith("iam:"));
  if (reads.length === 0) return [];
  const resources = [...new Set([`${own}${controlPlaneRoleName(props.prefix)}`, ...roles])].sort();
  return [{ sid: "RolesOfPrincipals", actions: reads, resources }];
}

/** The roles that the project creates for these kinds, and those that the configuration gives. */
function passRoles(props: ControlPlanePermissions, kinds: readonly Kind[]): Statement {
  const created = kinds.flatMap((kind) =>
    (KIND_PERMISSIONS[kind].passedRoles ?? []).flatMap((role) => role.created?.(props) ?? []),
  );
  return {
    sid: "PassRoles",
    actions: ["iam:PassRole"],
    resources: [
      ...created.map((name) => serviceRoleArn(props.partition, props.accountId, name)),
      ...(props.passableRoleArns ?? []),
    ],
    conditions: { StringEquals: { "iam:PassedToService": "datazone.amazonaws.com" } },
  };
}

/** Keys of the governance account; which of them encrypts the domain is not known yet. Through DataZone only. */
function domainKeys(props: ControlPlanePermissions): Pick<Statement, "resources" | "conditions"> {
  return {
    resources: [`arn:${props.partition}:kms:${props.domainRegion}:${props.governanceAccountId}:key/*`],
    conditions: {
      StringEquals: {
        "kms:ViaService": regionalService({ partition: props.partition, region: props.domainRegion }, "datazone"),
      },
    },
  };
}

function useDomainKey(props: ControlPlanePermissions): Statement {
  return {
    sid: "DomainKey",
    actions: DOMAIN_KEY_PERMISSIONS.everyKind,
    ...domainKeys(props),
  };
}

function grantDomainKey(props: ControlPlanePermissions): Statement {
  const { resources, conditions } = domainKeys(props);
  return {
    sid: "DomainKeyGrants",
    actions: DOMAIN_KEY_PERMISSIONS.domainOnly,
    resources,
    conditions: { ...conditions, Bool: { "kms:GrantIsForAWSResource": "true" } },
  };
}

/**
 * CreateDomain and UpdateDomain with sign-on register an application in Identity Center in the caller's name, and group
 * profiles assign groups to it. The list is what AWS documents for that beside its managed policy; that each of them is
 * needed was not measured.
 */
function identityCenter(): Statement {
  return {
    sid: "IdentityCenter",
    actions: [
      ...SINGLE_SIGN_ON_PERMISSIONS,
      "organizations:DescribeOrganization",
      "sso-directory:DescribeGroup",
      "sso-directory:DescribeGroups",
      "sso-directory:SearchGroups",
      "sso:AssociateProfile",
      "sso:CreateApplication",
      "sso:CreateApplicationAssignment",
      "sso:CreateManagedApplicationInstance",
      "sso:DeleteApplication",
      "sso:DeleteApplicationAssignment",
      "sso:DeleteManagedApplicationInstance",
      "sso:DisassociateProfile",
      "sso:GetManagedApplicationInstance",
      "sso:GetProfile",
      "sso:GetSharedSsoConfiguration",
      "sso:ListDirectoryAssociations",
      "sso:ListInstances",
      "sso:ListProfiles",
      "sso:PutApplicationAccessScope",
      "sso:PutApplicationAssignmentConfiguration",
      "sso:PutApplicationAuthenticationMethod",
      "sso:PutApplicationGrant",
    ],
    // `*`: most of these support no resource-level permissions, and the application comes into being with the domain.
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html
    resources: ["*"],
  };
}

function lakeFormation(actions: readonly string[]): Statement[] {
  const own = actions.filter((action) => action.startsWith("lakeformation:"));
  if (own.length === 0) return [];
  // `*`: Lake Formation has no resource types in IAM.
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslakeformation.html
  return [{ sid: "DataLakeSettings", actions: own, resources: ["*"] }];
}

/**
 * Statuses of connections, whose ids AWS gives; and the use of those that are for projects, where a repository is connected to one. AWS
 * lists no action for that beside DataZone's own; its policy for members of projects has this one (SageMakerStudioUserIAMPermissiveExecutionPolicy).
 */
function gitConnections(props: ControlPlanePermissions, prefix: string): Statement[] {
  const name = prefix === "codeconnections" ? "GitConnections" : "FormerGitConnections";
  const resources = [`arn:${props.partition}:${prefix}:${props.domainRegion}:${props.accountId}:connection/*`];
  const read = { sid: name, actions: [`${prefix}:GetConnection`], resources };
  if (props.connectsRepositories !== true) return [read];
  const [[tag, value]] = Object.entries(PROJECTS_TAG);
  const conditions = { StringEquals: { [`aws:ResourceTag/${tag}`]: value } };
  return [read, { sid: `${name}OfProjects`, actions: [`${prefix}:UseConnection`], resources, conditions }];
}
