import type {
  AccountSource,
  EnvironmentConfiguration,
  EnvironmentConfigurationUserParameter,
  EnvironmentError,
  ManagedPolicyType,
  PolicyGrantDetail,
  PolicyGrantPrincipal,
  ProvisioningConfiguration,
  ResourceTagParameter,
  SingleSignOn,
  TargetEntityType,
  UserDesignation,
  UserProfileDetails,
} from "@aws-sdk/client-datazone";
import type { Catalog } from "./catalog/model";

/** Times are ISO strings in the store; `epoch` turns them into what the wire wants where it wants seconds. */
export const epoch = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso) / 1000);
/** This moment, as the store keeps times. */
export const now = () => new Date().toISOString();

/** A domain unit with its owners. */
export interface DomainUnit {
  id: string;
  name: string;
  description?: string;
  parentId?: string;
  owners: Member[];
  createdAt: string;
  createdBy: string;
  lastUpdatedAt?: string;
  lastUpdatedBy?: string;
}

/** A user or group profile, by its id in the domain. */
export interface Member {
  type: "user" | "group";
  profileId: string;
}

/** A grant of a policy on a domain unit or a blueprint. */
export interface PolicyGrant {
  grantId: string;
  entityType: TargetEntityType;
  entityIdentifier: string;
  policyType: ManagedPolicyType;
  principal: PolicyGrantPrincipal;
  detail: PolicyGrantDetail;
  createdAt: string;
  createdBy: string;
}

/** A blueprint of a domain. */
export interface Blueprint {
  id: string;
  name: string;
  /** It is not AWS's own. */
  custom?: true;
  /** `TOOLING`, of custom blueprints; the pinned SDK does not know it (botocore 1.43.107 does). */
  category?: string;
}

/** A named set of values that a blueprint configuration offers; the pinned SDK does not know it (botocore 1.43.107 does). */
export interface ResourceConfiguration {
  identifier: string;
  name: string;
  description?: string;
  region: string;
  parameters: Record<string, string>;
}

/** A blueprint that an account has enabled. */
export interface BlueprintConfiguration {
  environmentBlueprintId: string;
  provisioningRoleArn?: string;
  manageAccessRoleArn?: string;
  environmentRolePermissionBoundary?: string;
  enabledRegions: string[];
  regionalParameters?: Record<string, Record<string, string>>;
  globalParameters?: Record<string, string>;
  provisioningConfigurations?: ProvisioningConfiguration[];
  resourceConfigurations?: ResourceConfiguration[];
  allowUserProvidedConfigurations?: boolean;
  createdAt: string;
  updatedAt: string;
}

/** A pool of accounts that projects choose from. */
export interface AccountPool {
  id: string;
  name: string;
  description?: string;
  resolutionStrategy: string;
  accountSource: AccountSource;
  createdBy: string;
  createdAt: string;
  lastUpdatedAt: string;
  updatedBy: string;
}

/** A project profile with its environment configurations. */
export interface ProjectProfile {
  id: string;
  name: string;
  description?: string;
  status: string;
  domainUnitId: string;
  environmentConfigurations: EnvironmentConfiguration[];
  projectResourceTags?: ResourceTagParameter[];
  allowCustomProjectResourceTags?: boolean;
  projectResourceTagsDescription?: string;
  createdBy: string;
  createdAt: string;
  lastUpdatedAt: string;
}

/** A member of a project, and what it may do there. */
export interface Membership {
  member: Member;
  designation: UserDesignation;
}

/** Course of a deployment: decided when it starts, seen as time passes. */
export interface Deployment {
  startedAt: number;
  inProgressAt: number;
  finishedAt: number;
  outcome: "SUCCESSFUL" | "FAILED_VALIDATION" | "FAILED_DEPLOYMENT";
  reasons: Record<string, EnvironmentError[]>;
}

/** A project with its members and its deployment. */
export interface Project {
  id: string;
  name: string;
  description?: string;
  domainUnitId: string;
  projectProfileId?: string;
  projectCategory?: string;
  userParameters?: EnvironmentConfigurationUserParameter[];
  resourceTags: { key: string; value: string; source: "PROJECT" | "PROJECT_PROFILE" }[];
  glossaryTerms?: string[];
  memberships: Membership[];
  deployment?: Deployment;
  /** Place in which its Tooling was last deployed, or failed to be. */
  tooling?: { account: string; region: string; blueprintId: string };
  deletingSince?: number;
  /** End of a deletion that fails. */
  deletionFailure?: { at: number; reason: string };
  createdBy: string;
  createdAt: string;
  lastUpdatedAt: string;
}

/** An environment of a project. */
export interface Environment {
  id: string;
  projectId: string;
  name: string;
  awsAccountId: string;
  awsAccountRegion: string;
  environmentBlueprintId: string;
  environmentConfigurationId: string;
  environmentConfigurationName: string;
  activeAt: number;
  /** Status and reason of one that could not be created. */
  failure?: { status: "CREATE_FAILED" | "VALIDATION_FAILED"; error: EnvironmentError };
  deletingSince?: number;
  createdBy: string;
  createdAt: string;
}

/** A user that a domain knows. */
export interface UserProfile {
  id: string;
  type: "IAM" | "SSO";
  status: string;
  details: UserProfileDetails;
}

/** A group or role that a domain knows. */
export interface GroupProfile {
  id: string;
  status: string;
  groupName?: string;
  rolePrincipalArn?: string;
}

/** A domain with everything in it. */
export interface Domain {
  id: string;
  arn: string;
  account: string;
  region: string;
  name: string;
  description?: string;
  domainExecutionRole: string;
  serviceRole?: string;
  kmsKeyIdentifier?: string;
  singleSignOn?: SingleSignOn;
  domainVersion: string;
  tags: Record<string, string>;
  portalUrl: string;
  rootDomainUnitId: string;
  clientToken?: string;
  createdAt: string;
  lastUpdatedAt: string;
  availableAt: number;
  deletingSince?: number;
  /** Number of projects that a cascading deletion takes with the domain. */
  cascadedProjects?: number;
  units: Record<string, DomainUnit>;
  grants: PolicyGrant[];
  blueprints: Blueprint[];
  /** Account -> blueprint id -> configuration: the Put configures the caller's account. */
  blueprintConfigurations: Record<string, Record<string, BlueprintConfiguration>>;
  accountPools: Record<string, AccountPool>;
  projectProfiles: Record<string, ProjectProfile>;
  projects: Record<string, Project>;
  environments: Record<string, Environment>;
  userProfiles: Record<string, UserProfile>;
  groupProfiles: Record<string, GroupProfile>;
  /** Vocabulary, as soon as there is some. */
  catalog?: Catalog;
}

/** DataZone in one account and Region: the domains it owns. */
export interface DataZoneState {
  domains: Record<string, Domain>;
}
