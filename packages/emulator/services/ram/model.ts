/** Amazon's RAM permissions for datazone:Domain that are known by name. @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/associated-accounts.html */
const DOMAIN_PERMISSIONS = [
  "AWSRAMDefaultPermissionAmazonDataZoneDomain",
  "AWSRAMPermissionAmazonDataZoneDomainFullAccessWithPortalAccess",
  "AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceAccess",
  "AWSRAMPermissionsAmazonDatazoneDomainExtendedServiceWithPortalAccess",
];

/** Resource type of DataZone domains. */
export const DOMAIN_TYPE = "datazone:Domain";

/** The version that the V2 permission had in a real installation; callers must not depend on it. */
const VERSION = "10";

/** Permissions that AWS manages for domains. */
export const PERMISSIONS = DOMAIN_PERMISSIONS.map((name, index) => ({
  arn: `arn:aws:ram::aws:permission/${name}`,
  version: VERSION,
  defaultVersion: true,
  name,
  resourceType: DOMAIN_TYPE,
  status: "ATTACHABLE",
  isResourceTypeDefault: index === 0,
  permissionType: "AWS_MANAGED",
  featureSet: "STANDARD",
}));

/** ARN of the permission that a share has when none is named. */
export const DEFAULT_PERMISSION = PERMISSIONS[0].arn;

/** A principal or resource of a share. */
export interface Association {
  entity: string;
  type: "PRINCIPAL" | "RESOURCE";
  external: boolean;
  createdAt: number;
  /** Time at which ASSOCIATING becomes ASSOCIATED; null while an invitation is open. */
  associatedAt: number | null;
  failed?: string;
}

/** A share with its associations. */
export interface ResourceShare {
  arn: string;
  name: string;
  account: string;
  region: string;
  allowExternalPrincipals: boolean;
  permissions: string[];
  tags: Record<string, string>;
  associations: Association[];
  clientToken?: string;
  createdAt: number;
  lastUpdatedAt: number;
}

/** An invitation of an account outside the organization. */
export interface Invitation {
  arn: string;
  shareArn: string;
  shareName: string;
  sender: string;
  receiver: string;
  status: "PENDING" | "ACCEPTED" | "REJECTED" | "EXPIRED";
  createdAt: number;
}

/** RAM in one account and Region: the shares it owns and the invitations it sent. */
export interface RamState {
  shares: Record<string, ResourceShare>;
  invitations: Record<string, Invitation>;
}

/** State of an account and Region without shares. */
export const initialRamState = (): RamState => ({ shares: {}, invitations: {} });

/** Status of an association at this moment. */
export function associationStatus(association: Association): string {
  if (association.failed !== undefined) return "FAILED";
  return association.associatedAt !== null && Date.now() >= association.associatedAt ? "ASSOCIATED" : "ASSOCIATING";
}
