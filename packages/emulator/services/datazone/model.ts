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

/** Times are ISO strings in the store; `epoch` turns them into what the wire wants where it wants seconds. */
export const epoch = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso) / 1000);
export const now = () => new Date().toISOString();

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

export interface Blueprint {
  id: string;
  name: string;
}

export interface BlueprintConfiguration {
  environmentBlueprintId: string;
  provisioningRoleArn?: string;
  manageAccessRoleArn?: string;
  environmentRolePermissionBoundary?: string;
  enabledRegions: string[];
  regionalParameters?: Record<string, Record<string, string>>;
  globalParameters?: Record<string, string>;
  provisioningConfigurations?: ProvisioningConfiguration[];
  createdAt: string;
  updatedAt: string;
}

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

export interface Membership {
  member: Member;
  designation: UserDesignation;
}

/** How a deployment goes on: decided when it starts, seen as time passes. */
export interface Deployment {
  startedAt: number;
  inProgressAt: number;
  finishedAt: number;
  outcome: "SUCCESSFUL" | "FAILED_VALIDATION" | "FAILED_DEPLOYMENT";
  reasons: Record<string, EnvironmentError[]>;
}

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
  deletingSince?: number;
  createdBy: string;
  createdAt: string;
  lastUpdatedAt: string;
}

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
  failed: boolean;
  deletingSince?: number;
  createdBy: string;
  createdAt: string;
}

export interface UserProfile {
  id: string;
  type: "IAM" | "SSO";
  status: string;
  details: UserProfileDetails;
}

export interface GroupProfile {
  id: string;
  status: string;
  groupName?: string;
  rolePrincipalArn?: string;
}

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
}

/** DataZone in one account and Region: the domains it owns. */
export interface DataZoneState {
  domains: Record<string, Domain>;
}
