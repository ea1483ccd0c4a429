import type { Designation } from "../members/plan-members";

/** Somebody or something that a profile of the domain stands for. */
export interface KnownPrincipal {
  /** Id of its profile. */
  readonly id: string;
  /** A person, a group of people, or a role of programs; "unknown" where the profile could not be read. */
  readonly kind: "person" | "group" | "program" | "unknown";
  /** Name of the user or group, or ARN; the id where no name is known. */
  readonly name: string;
}

/** A unit of the domain. */
export interface KnownUnit {
  readonly id: string;
  readonly name: string;
  /** Absent for the root unit. */
  readonly parentId?: string;
  /** Ids of the owners' profiles; absent where they could not be read. */
  readonly ownerIds?: readonly string[];
}

/** Member of a project, by the id of its profile. */
export interface KnownMember {
  readonly principalId: string;
  readonly designation: Designation;
}

/** A project as the service has it. What could not be read is absent: nothing is taken to be empty that was not seen. */
export interface KnownProject {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly status: string;
  readonly createdAt?: string;
  readonly members?: readonly KnownMember[];
  readonly environments?: readonly KnownEnvironment[];
  /** Tags of its resources; absent where they could not be read. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An environment of a project. */
export interface KnownEnvironment {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  readonly status: string;
}

/** The one that subscribes. */
export interface Subscriber {
  readonly kind: "project" | "user" | "group" | "iam";
  /** Id of the project or profile, or ARN. */
  readonly id: string;
  readonly name?: string;
}

/** A thing that is asked for or subscribed to. */
export interface KnownListing {
  readonly listingId: string;
  readonly assetId: string;
  readonly name: string;
  readonly type: string;
  /** Project that owns it. */
  readonly projectId: string;
}

/** A request for access. */
export interface KnownRequest {
  readonly id: string;
  readonly status: "PENDING" | "ACCEPTED" | "REJECTED";
  readonly listing: KnownListing;
  readonly subscriber: Subscriber;
  /** Id of the profile that asked. */
  readonly requesterId: string;
  readonly reason: string;
  readonly createdAt: string;
  /** Time of the last change: of a request that is decided, of the decision. */
  readonly updatedAt?: string;
  /** Id of the profile that decided, as the service says it. */
  readonly reviewerId?: string;
  readonly comment: string;
}

/** A subscription, approved or ended. */
export interface KnownSubscription {
  readonly id: string;
  readonly status: "APPROVED" | "REVOKED" | "CANCELLED";
  readonly requestId?: string;
  readonly listing: KnownListing;
  readonly subscriber: Subscriber;
  readonly filterIds: readonly string[];
  readonly createdAt: string;
  readonly updatedAt?: string;
  /** It was ended in a way that leaves permissions as they are. */
  readonly retained: boolean;
}

/** A grant of a subscription to one place. */
export interface KnownGrant {
  readonly id: string;
  readonly subscriptionId: string;
  readonly status: string;
  /** Statuses of its assets; `REVOKED` ones are taken back. */
  readonly assetStatuses: readonly string[];
  /** Cause of a failure, in the service's words; empty where there is none. */
  readonly cause: string;
  readonly environmentId: string;
  readonly updatedAt: string;
}

/** A filter of rows or columns, in words. */
export interface KnownFilter {
  readonly id: string;
  readonly rows?: string;
  readonly columns?: readonly string[];
}

/** A published asset. */
export type PublishedAsset = KnownListing;

/** Something that could not be read, and so is missing from reports. */
export interface Gap {
  /** `project <id>`, `unit <id>`, `filters of asset <id>`, ... */
  readonly subject: string;
  /** Sentence that says what is not known, and why. */
  readonly what: string;
}

/** All of a domain that reports are made of. */
export interface DomainView {
  readonly domainId: string;
  /** Time at which reading began (ISO 8601, UTC). */
  readonly readAt: string;
  readonly principals: readonly KnownPrincipal[];
  readonly units: readonly KnownUnit[];
  readonly projects: readonly KnownProject[];
  readonly published: readonly PublishedAsset[];
  readonly requests: readonly KnownRequest[];
  readonly subscriptions: readonly KnownSubscription[];
  readonly grants: readonly KnownGrant[];
  /** Filters that subscriptions name; one that is missing could not be read. */
  readonly filters: readonly KnownFilter[];
  readonly gaps: readonly Gap[];
}
