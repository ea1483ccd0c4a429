import { z } from "zod";
import { BLUEPRINT_NAMES } from "../service/blueprints";

/**
 * Desired properties of every kind that the control-plane function manages: what constructs send and handlers read.
 *
 * Values arrive resolved (ids, ARNs): nothing in here refers to a configuration key.
 */
const accountId = z.string().regex(/^\d{12}$/);
const parameters = z.record(z.string(), z.string());

export const domainProperties = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  domainExecutionRoleArn: z.string(),
  serviceRoleArn: z.string(),
  /** Create-only. */
  kmsKeyArn: z.string().optional(),
  singleSignOn: z.strictObject({
    type: z.enum(["DISABLED", "IAM_IDC"]),
    userAssignment: z.enum(["AUTOMATIC", "MANUAL"]).optional(),
    idcInstanceArn: z.string().optional(),
  }),
  tags: parameters.optional(),
});

export const domainUnitProperties = z.strictObject({
  domainId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  /** Create-only. */
  parentDomainUnitId: z.string(),
});

export const groupProfileProperties = z.strictObject({
  domainId: z.string(),
  /** Create-only; exactly one of the two. IAM Identity Center group id or name. */
  groupIdentifier: z.string().optional(),
  rolePrincipalArn: z.string().optional(),
});

export const blueprintConfigurationProperties = z.strictObject({
  domainId: z.string(),
  /** Create-only: the API name; the function resolves the id, which differs per domain. */
  blueprint: z.enum(BLUEPRINT_NAMES),
  enabledRegions: z.array(z.string()),
  provisioningRoleArn: z.string().optional(),
  manageAccessRoleArn: z.string().optional(),
  environmentRolePermissionBoundary: z.string().optional(),
  /** Region -> name -> value. */
  regionalParameters: z.record(z.string(), parameters),
  /** Not returned by the service: compared through the ledger's fingerprint only. */
  globalParameters: parameters,
  lakeFormation: z
    .strictObject({ locationRegistrationRoleArn: z.string(), excludeS3Locations: z.array(z.string()).optional() })
    .optional(),
});

export const accountPoolProperties = z.strictObject({
  domainId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  source: z.union([
    z.strictObject({
      accounts: z.array(
        z.strictObject({
          awsAccountId: accountId,
          supportedRegions: z.array(z.string()),
          awsAccountName: z.string().optional(),
        }),
      ),
    }),
    z.strictObject({
      handler: z.strictObject({ lambdaFunctionArn: z.string(), lambdaExecutionRoleArn: z.string() }),
    }),
  ]),
});

export const environmentConfigurationProperties = z.strictObject({
  name: z.string(),
  blueprint: z.enum(BLUEPRINT_NAMES),
  description: z.string().optional(),
  deploymentMode: z.enum(["ON_CREATE", "ON_DEMAND"]),
  deploymentOrder: z.number().int().optional(),
  /** A pool-bound configuration carries no account and no Region; the service refuses both together. */
  target: z.union([
    z.strictObject({ awsAccountId: accountId, regionName: z.string() }),
    z.strictObject({ awsAccountIdPath: z.string(), regionNamePath: z.string() }),
    z.strictObject({ accountPoolIds: z.array(z.string()) }),
  ]),
  /** SSM path from which the service reads parameter values. */
  ssmPath: z.string().optional(),
  parameterOverrides: z.array(
    z.strictObject({ name: z.string(), value: z.string().optional(), isEditable: z.boolean() }),
  ),
});

export const projectProfileProperties = z.strictObject({
  domainId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  status: z.enum(["ENABLED", "DISABLED"]),
  domainUnitId: z.string(),
  environmentConfigurations: z.array(environmentConfigurationProperties),
  projectResourceTags: z.array(z.strictObject({ key: z.string(), value: z.string(), isValueEditable: z.boolean() })),
  allowCustomProjectResourceTags: z.boolean(),
  projectResourceTagsDescription: z.string().optional(),
});

export const projectProperties = z.strictObject({
  domainId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  domainUnitId: z.string(),
  /** Create-only. */
  projectProfileId: z.string(),
  /** Create-only. */
  projectExecutionRoleArn: z.string().optional(),
  /** Create-only. */
  projectCategory: z.string().optional(),
  glossaryTermIds: z.array(z.string()),
  resourceTags: parameters,
  /** One entry per environment configuration of a pool-bound profile, or where parameters are overridden. */
  environments: z.array(
    z.strictObject({
      environmentConfigurationName: z.string(),
      account: z
        .strictObject({ awsAccountId: accountId, regionName: z.string(), sourceAccountPoolId: z.string().optional() })
        .optional(),
      parameters,
    }),
  ),
});

export const projectMembershipProperties = z.strictObject({
  domainId: z.string(),
  /** Create-only. */
  projectId: z.string(),
  /** Create-only; profile ids, exactly one of the two. */
  userIdentifier: z.string().optional(),
  groupIdentifier: z.string().optional(),
  designation: z.enum([
    "PROJECT_OWNER",
    "PROJECT_CONTRIBUTOR",
    "PROJECT_CATALOG_VIEWER",
    "PROJECT_CATALOG_CONSUMER",
    "PROJECT_CATALOG_STEWARD",
  ]),
});

export const dataLakeAdministratorsProperties = z.strictObject({
  /** Create-only: Lake Formation settings are per Region. */
  region: z.string(),
  /** Role ARNs that must be among the data lake administrators; others are never touched. */
  administratorArns: z.array(z.string()),
});

export const associationProofProperties = z.strictObject({
  /** Create-only. */
  domainId: z.string(),
});

/** Whom a grant names, flat: create-only values are texts. */
const grantPrincipal = {
  principalType: z.enum([
    "USER",
    "ALL_USERS",
    "GROUP",
    "PROJECT",
    "PROJECTS_OF_UNIT",
    "OWNERS_OF_UNIT",
    "OWNERS_OF_ALL_UNITS",
  ]),
  /** Id of the user, group, project or unit; absent where the type says all. */
  principalId: z.string().optional(),
  /** For projects. */
  projectDesignation: z.enum(["OWNER", "CONTRIBUTOR", "PROJECT_CATALOG_STEWARD"]).optional(),
  /** For the projects of a unit; text, as all create-only values. */
  includeChildDomainUnits: z.enum(["true", "false"]).optional(),
};

/**
 * A policy grant that was there before the configuration. Others are Cloud Control's, whose resource in Terraform cannot
 * be imported. Everything in it is create-only.
 */
export const policyGrantProperties = z.strictObject({
  domainId: z.string(),
  entityType: z.enum(["DOMAIN_UNIT", "ENVIRONMENT_BLUEPRINT_CONFIGURATION", "ENVIRONMENT_PROFILE"]),
  entityIdentifier: z.string(),
  policyType: z.enum([
    "CREATE_DOMAIN_UNIT",
    "OVERRIDE_DOMAIN_UNIT_OWNERS",
    "ADD_TO_PROJECT_MEMBER_POOL",
    "OVERRIDE_PROJECT_OWNERS",
    "CREATE_GLOSSARY",
    "CREATE_FORM_TYPE",
    "CREATE_ASSET_TYPE",
    "CREATE_PROJECT",
    "CREATE_ENVIRONMENT_PROFILE",
    "DELEGATE_CREATE_ENVIRONMENT_PROFILE",
    "CREATE_ENVIRONMENT",
    "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
    "CREATE_PROJECT_FROM_PROJECT_PROFILE",
  ]),
  ...grantPrincipal,
  /** For policies on units. */
  detailIncludesChildren: z.enum(["true", "false"]).optional(),
  /** Ids of project profiles, separated by commas, for CREATE_PROJECT_FROM_PROJECT_PROFILE. */
  detailProjectProfileIds: z.string().optional(),
  /** For CREATE_ENVIRONMENT_PROFILE. */
  detailDomainUnitId: z.string().optional(),
});

/** An owner of a unit that was there before the configuration, for the same reason as `policyGrantProperties`. */
export const domainUnitOwnerProperties = z.strictObject({
  domainId: z.string(),
  domainUnitId: z.string(),
  /** Profile ids, exactly one of the two. */
  userIdentifier: z.string().optional(),
  groupIdentifier: z.string().optional(),
});

/**
 * USE_ASSET_TYPE, the one policy that CloudFormation's PolicyGrant (and so Cloud Control) does not know. Everything in
 * it is create-only, which is why the principal is flat.
 */
export const assetTypeGrantProperties = z.strictObject({
  domainId: z.string(),
  /** The grant's entity. */
  assetTypeId: z.string(),
  /** Unit whose projects are meant. */
  domainUnitId: z.string(),
  ...grantPrincipal,
});

/** Schema of the desired properties, by kind. */
export const KIND_PROPERTIES = {
  Domain: domainProperties,
  DomainUnit: domainUnitProperties,
  GroupProfile: groupProfileProperties,
  BlueprintConfiguration: blueprintConfigurationProperties,
  AccountPool: accountPoolProperties,
  ProjectProfile: projectProfileProperties,
  Project: projectProperties,
  ProjectMembership: projectMembershipProperties,
  DataLakeAdministrators: dataLakeAdministratorsProperties,
  AssociationProof: associationProofProperties,
  AssetTypeGrant: assetTypeGrantProperties,
  PolicyGrant: policyGrantProperties,
  DomainUnitOwner: domainUnitOwnerProperties,
} as const;

/** The kinds of resource that the control-plane function manages. */
export type Kind = keyof typeof KIND_PROPERTIES;
/** Desired properties of a kind. */
export type Properties<K extends Kind> = z.infer<(typeof KIND_PROPERTIES)[K]>;

/**
 * Properties that the service cannot change in place. A change replaces the object; for `Domain` it is refused,
 * because replacing a domain destroys everything in it.
 */
export const CREATE_ONLY: { readonly [K in Kind]: readonly (keyof Properties<K> & string)[] } = {
  Domain: ["kmsKeyArn"],
  DomainUnit: ["domainId", "parentDomainUnitId"],
  GroupProfile: ["domainId", "groupIdentifier", "rolePrincipalArn"],
  BlueprintConfiguration: ["domainId", "blueprint"],
  AccountPool: ["domainId"],
  ProjectProfile: ["domainId"],
  Project: ["domainId", "projectProfileId", "projectExecutionRoleArn", "projectCategory"],
  ProjectMembership: ["domainId", "projectId", "userIdentifier", "groupIdentifier"],
  DataLakeAdministrators: ["region"],
  AssociationProof: ["domainId"],
  AssetTypeGrant: [
    "domainId",
    "assetTypeId",
    "domainUnitId",
    "principalType",
    "principalId",
    "projectDesignation",
    "includeChildDomainUnits",
  ],
  PolicyGrant: [
    "domainId",
    "entityType",
    "entityIdentifier",
    "policyType",
    "principalType",
    "principalId",
    "projectDesignation",
    "includeChildDomainUnits",
    "detailIncludesChildren",
    "detailProjectProfileIds",
    "detailDomainUnitId",
  ],
  DomainUnitOwner: ["domainId", "domainUnitId", "userIdentifier", "groupIdentifier"],
};

/** Kinds that are never replaced: a change of a create-only property is an error of the plan. */
export const REPLACEMENT_REFUSED: readonly Kind[] = ["Domain"];

/** Attributes that a kind publishes beside its `id`. */
export interface KindAttributes {
  readonly Domain: { readonly arn: string; readonly rootDomainUnitId: string; readonly portalUrl: string };
  readonly DomainUnit: Record<string, never>;
  readonly GroupProfile: Record<string, never>;
  /** `id` is the blueprint's id. */
  readonly BlueprintConfiguration: Record<string, never>;
  readonly AccountPool: Record<string, never>;
  readonly ProjectProfile: Record<string, never>;
  readonly Project: Record<string, never>;
  readonly ProjectMembership: Record<string, never>;
  readonly DataLakeAdministrators: Record<string, never>;
  readonly AssociationProof: Record<string, never>;
  readonly AssetTypeGrant: Record<string, never>;
  readonly PolicyGrant: Record<string, never>;
  readonly DomainUnitOwner: Record<string, never>;
}
