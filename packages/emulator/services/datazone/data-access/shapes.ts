import type {
  AssetFilterConfiguration,
  FormInput,
  S3Permission,
  SubscriptionGrantCreationMode,
  SubscriptionRequestStatus,
  SubscriptionStatus,
  SubscriptionTargetForm,
} from "@aws-sdk/client-datazone";
import type { GrantCourse } from "./grant-course";

/** A listing as it was when somebody asked for it; the asset may be changed or gone since. */
export interface ListingSnapshot {
  id: string;
  revision: string;
  name: string;
  description: string;
  assetId: string;
  assetRevision: string;
  assetType: string;
  /** Forms of the asset: one JSON text. */
  forms: string;
  /** Project that owns the asset, whose members decide. */
  ownerProjectId: string;
}

/** Parts of an asset that somebody gets; all of it where there are no filters. */
export interface Access {
  filterIds?: string[];
  s3?: S3Permission[];
}

/** Marks that requests, subscriptions, targets and grants have in common. */
interface Marked {
  id: string;
  /** Project that asks, or whose environment it is. */
  projectId: string;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy?: string;
}

/** A request of a project to subscribe to a listing. */
export interface SubscriptionRequest extends Marked {
  listing: ListingSnapshot;
  reason: string;
  forms: FormInput[];
  /** Access that was asked for, and once it is accepted the access that was given. */
  access: Access;
  status: SubscriptionRequestStatus;
  reviewerId?: string;
  decisionComment?: string;
  clientToken?: string;
}

/** A project's subscription to a listing. */
export interface Subscription extends Marked {
  requestId: string;
  listing: ListingSnapshot;
  access: Access;
  status: SubscriptionStatus;
  retainPermissions?: boolean;
}

/** A place in an environment in which subscribed data is made available. */
export interface SubscriptionTarget extends Marked {
  environmentId: string;
  name: string;
  type: string;
  provider: string;
  authorizedPrincipals: string[];
  manageAccessRole?: string;
  applicableAssetTypes: string[];
  config: SubscriptionTargetForm[];
  grantCreationMode: SubscriptionGrantCreationMode;
  clientToken?: string;
}

/** The access of a target to the asset of a subscription. */
export interface SubscriptionGrant extends Marked {
  subscriptionId: string;
  targetId: string;
  environmentId: string;
  course: GrantCourse;
  targetName?: string;
  /** It goes once it is revoked. */
  deleting?: true;
  clientToken?: string;
}

/** A filter of the rows or the columns of an asset. */
export interface AssetFilter {
  id: string;
  /** Project that owns the asset. */
  projectId: string;
  assetId: string;
  name: string;
  description?: string;
  configuration: AssetFilterConfiguration;
  clientToken?: string;
  createdAt: string;
}

/** All of a domain that is about access to assets, by ids. */
export interface DataAccess {
  requests: Record<string, SubscriptionRequest>;
  subscriptions: Record<string, Subscription>;
  targets: Record<string, SubscriptionTarget>;
  grants: Record<string, SubscriptionGrant>;
  filters: Record<string, AssetFilter>;
  /** Environments that have been given the service's own target, which may be deleted since. */
  served: Record<string, { projectId: string }>;
}
