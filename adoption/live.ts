import type {
  AccountInfo,
  EnvironmentConfiguration,
  EnvironmentConfigurationUserParameter,
  PolicyGrantDetail,
  PolicyGrantPrincipal,
  ResourceTagParameter,
  SingleSignOn,
} from "@aws-sdk/client-datazone";
import type { AwsOwnedKey, GivenKey } from "../contracts/encryption-key";
import type { BlueprintName } from "../contracts/service/blueprints";
import type { ListedBlueprint } from "../contracts/service/tooling";
import type { PolicyName } from "../contracts/service/policies";
import type { LiveCatalog } from "./live-catalog";
import type { LiveGit } from "./live-git";
import type { LiveSources } from "./live-sources";

/** A domain as AWS has it, with everything that a configuration could say about it. Ids are AWS's; lists are sorted. */
export interface LiveDomain {
  readonly id: string;
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  /** Account that owns the domain. */
  readonly accountId: string;
  readonly name: string;
  readonly description?: string;
  readonly executionRoleArn: string;
  readonly serviceRoleArn?: string;
  readonly key: GivenKey | AwsOwnedKey;
  readonly singleSignOn?: SingleSignOn;
  readonly tags: Readonly<Record<string, string>>;
  readonly rootUnitId: string;
  readonly rootOwners: readonly LiveMember[];
  /** Without the root; parents before children. */
  readonly units: readonly LiveUnit[];
  readonly users: readonly LiveUser[];
  readonly groups: readonly LiveGroup[];
  readonly grants: readonly LiveGrant[];
  readonly pools: readonly LivePool[];
  readonly profiles: readonly LiveProfile[];
  readonly projects: readonly LiveProject[];
  readonly catalog: LiveCatalog;
  readonly git: LiveGit;
  readonly shares: readonly LiveShare[];
  /** Every account that hosts projects, the owner's included. */
  readonly accounts: readonly LiveAccount[];
  /** Accounts that something names and that could not be read. */
  readonly unreadable: readonly UnreadableAccount[];
  /** Names of managed blueprints by id. */
  readonly blueprints: ReadonlyMap<string, string>;
  /** Blueprints of the domain that are not AWS's own, by id. */
  readonly customBlueprints: ReadonlyMap<string, ListedBlueprint>;
}

/** A user or group profile, by id. */
export interface LiveMember {
  readonly type: "user" | "group";
  readonly profileId: string;
}

/** Domain unit below the root. */
export interface LiveUnit {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly description?: string;
  readonly owners: readonly LiveMember[];
}

/** User profile of the domain. */
export interface LiveUser {
  readonly id: string;
  /** IAM ARN, or user name of IAM Identity Center. */
  readonly identifier: string;
  readonly type: "IAM" | "SSO";
}

/** Group profile of the domain: a group of IAM Identity Center, or an IAM role that stands for one. */
export interface LiveGroup {
  readonly id: string;
  readonly groupName?: string;
  readonly rolePrincipalArn?: string;
}

/** Policy grant on a domain unit, on an asset type (by its name), or on the configuration of a blueprint. */
export interface LiveGrant {
  readonly id: string;
  readonly entityType: "DOMAIN_UNIT" | "ASSET_TYPE" | "ENVIRONMENT_BLUEPRINT_CONFIGURATION";
  readonly entityId: string;
  readonly policyType: PolicyName;
  readonly principal: PolicyGrantPrincipal;
  readonly detail: PolicyGrantDetail | undefined;
}

/** Account pool: a list of accounts, or a Lambda function that names them. */
export interface LivePool {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly accounts?: readonly AccountInfo[];
  readonly handler?: { readonly lambdaFunctionArn: string; readonly lambdaExecutionRoleArn?: string };
}

/** Project profile with its environment configurations. */
export interface LiveProfile {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly status: "ENABLED" | "DISABLED";
  readonly unitId: string;
  readonly configurations: readonly EnvironmentConfiguration[];
  readonly resourceTags: readonly ResourceTagParameter[];
  readonly allowCustomResourceTags: boolean;
  readonly resourceTagsDescription?: string;
}

/** Project with its environments and members. */
export interface LiveProject {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly status: string;
  readonly unitId: string;
  readonly profileId?: string;
  readonly category?: string;
  readonly glossaryTermIds: readonly string[];
  /** Without those that come from the profile. */
  readonly resourceTags: Readonly<Record<string, string>>;
  readonly userParameters: readonly EnvironmentConfigurationUserParameter[];
  /** Account and Region of each of the project's environments, by environment name. */
  readonly environments: readonly { readonly name: string; readonly accountId: string; readonly region: string }[];
  readonly members: readonly (LiveMember & { readonly designation: string })[];
  readonly sources: LiveSources;
}

/** Resource share of AWS RAM that shares the domain with other accounts. */
export interface LiveShare {
  readonly arn: string;
  readonly name: string;
  readonly principals: readonly { readonly id: string; readonly external: boolean }[];
}

/** Account that hosts projects, with what it has for the domain. */
export interface LiveAccount {
  readonly id: string;
  readonly blueprints: readonly LiveBlueprint[];
  /** Configurations of blueprints that are not AWS's own, by id. */
  readonly customBlueprints: readonly string[];
  readonly grants: readonly LiveGrant[];
  /** ARNs of roles that exist under AWS's conventional names. */
  readonly roles: LiveRoles;
  /** ARNs of Lake Formation administrators, by Region. */
  readonly dataLakeAdministrators: Readonly<Record<string, readonly string[]>>;
}

/** Account that could not be read, and the reason. */
export interface UnreadableAccount {
  readonly id: string;
  readonly reason: string;
}

/** ARNs of the roles that were found in an account under AWS's conventional names, by purpose. */
export interface LiveRoles {
  readonly provisioning?: string;
  readonly manageAccess?: string;
  readonly queryExecution?: string;
  readonly bedrockModelManagement?: string;
  readonly bedrockConsumption?: string;
}

/** Configuration of a managed blueprint in an account. */
export interface LiveBlueprint {
  readonly id: string;
  readonly name: BlueprintName;
  readonly regions: readonly string[];
  readonly provisioningRoleArn?: string;
  readonly manageAccessRoleArn?: string;
  readonly permissionBoundaryArn?: string;
  readonly regionalParameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly lakeFormation?: {
    readonly locationRegistrationRoleArn: string;
    readonly excludeS3Locations: readonly string[];
  };
}
