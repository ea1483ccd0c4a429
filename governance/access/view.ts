/** Request for access as the service has it. */
export interface RequestView {
  readonly id: string;
  readonly status: "PENDING" | "ACCEPTED" | "REJECTED";
  /** Service's id of the person or role that asks. */
  readonly requester: string;
  readonly assetId: string;
  /** Name of the asset's type. */
  readonly assetType: string;
  readonly listingId: string;
  /** Project that asks; empty where somebody else does, see {@link RequestView.beyond}. */
  readonly consumerProjectId: string;
  /**
   * Something of the request that rules do not speak of: it is for a data product, or of somebody who is no project. People decide on it,
   * and approve it in the portal of AWS.
   *
   * @default - a project asks for an asset
   */
  readonly beyond?: "data-product" | "user" | "group" | "role" | "other";
  readonly producerProjectId: string;
  /** Contents (JSON) of the metadata forms that the requester filled in, by the name of their type. @default - none */
  readonly forms?: Readonly<Record<string, string>>;
  /** Time at which it was made (ISO 8601, UTC). */
  readonly askedAt: string;
  /** Reason that the requester wrote. */
  readonly reason: string;
  /** Names for people; empty where the service does not tell one. */
  readonly names: { readonly asset: string; readonly consumerProject: string; readonly producerProject: string };
  /** Comment of a decision; empty while there is none. */
  readonly decisionComment: string;
}

/** Grant of access to one place of the consuming project. */
export interface GrantView {
  readonly id: string;
  readonly status: "PENDING" | "IN_PROGRESS" | "COMPLETED" | "GRANT_FAILED" | "REVOKE_FAILED" | "INACCESSIBLE";
  /** Cause of a failure, in the service's words; empty where there is none. */
  readonly cause: string;
  readonly targetId: string;
}

/** Subscription that came of a request. */
export interface SubscriptionView {
  readonly id: string;
  readonly status: "APPROVED" | "REVOKED" | "CANCELLED";
  /** Filters that the service has attached, by id; none means everything. */
  readonly filterIds: readonly string[];
  /** Grants that there still are. */
  readonly grants: readonly GrantView[];
  /** Places of the consuming project to which access could be granted. */
  readonly targets: readonly { readonly id: string; readonly environmentId: string }[];
}

/** All that is read of the service before a step; the request is absent where it was deleted. */
export interface AccessView {
  readonly request?: RequestView;
  readonly subscription?: SubscriptionView;
}
