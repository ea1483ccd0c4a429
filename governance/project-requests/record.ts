import type { Designation, Member } from "../members/plan-members";
import type { ResolvedAccount } from "../projects/choose-account";

/** Member that somebody wishes for a project: a user or a group, by its key in the configuration or its id in the service. */
export type WantedMember = ({ readonly user: string } | { readonly group: string }) & {
  readonly designation: Designation;
};

/** Project that somebody asks for. */
export interface ProjectWish {
  readonly name: string;
  /** Key of the unit. */
  readonly unit: string;
  /** Key of the profile. */
  readonly profile: string;
  /** Sentence that says what the project is for: it becomes the project's description. */
  readonly purpose: string;
  /** One person or group of people among them owns the project. */
  readonly members: readonly WantedMember[];
  /** Values of parameters, by the name of the profile's configuration. */
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Account of the profile's pools, or the choice of the application. */
  readonly account: string;
  /** Region; absent where the account's suits. */
  readonly region?: string;
  /** Days that the project lives from its approval; absent where it is left to the settings. */
  readonly lifetimeDays?: number;
}

/** Word of {@link ProjectWish.account} that leaves the choice to the application. */
export const CHOOSE = "choose";

/** One thing that keeps a request from being carried out, with what to do about it. */
export interface CheckProblem {
  readonly code: string;
  readonly message: string;
}

/** Decision on a request: stored before anything follows from it, and never changed. */
export interface ProjectVerdict {
  readonly outcome: "approve" | "reject";
  readonly decider:
    | { readonly kind: "nobody-needed" }
    | { readonly kind: "person"; readonly person: string }
    | { readonly kind: "checks" }
    /** The project was there when the request was asked for again, after its record was lost. */
    | { readonly kind: "before-loss" }
    | { readonly kind: "lapse" };
  /** Sentence for the requester. */
  readonly reason: string;
  readonly at: string;
}

/** Account that was chosen for the project's configurations; none of them runs in a pool where the list is empty. */
export interface Placement {
  readonly accountId?: string;
  readonly resolved: readonly ResolvedAccount[];
  /** Number of claims on the account that the choice has seen. */
  readonly revision: number;
  /** True as soon as the account's room is claimed for the request. */
  readonly claimed: boolean;
}

/** Role of IAM in whose name people ask for data for one project, and its group in the domain. */
export interface AskingRole {
  readonly arn: string;
  /** Id of the group profile that the role's sessions are. */
  readonly groupId: string;
}

/** Reason for which a deployment failed. */
export interface FailureReason {
  /** Configuration of the profile; empty where the project as a whole failed. */
  readonly configuration: string;
  /** Words of the service. */
  readonly said: string;
  /** Sentences with cause and cure; empty where the words are not known. */
  readonly means: readonly string[];
}

/** An attempt to make the project that failed. */
export interface FailedAttempt {
  readonly at: string;
  readonly accountId?: string;
  /** Project that was made in it: it is taken for none of the next attempt. */
  readonly projectId?: string;
  readonly reasons: readonly FailureReason[];
}

/** Something that people have to know or mend. */
export interface ProjectProblem {
  readonly kind:
    | "slow"
    | "member-refused"
    | "no-human-owner"
    | "still-used"
    | "deletion-failed"
    | "removal-refused"
    | "not-a-member";
  /** Sentences that say what is wrong, and what to do. */
  readonly message: string;
}

/** Wish that a project ends, stored before anything is taken away. */
export interface Retirement {
  /** Person; absent where its time is over. */
  readonly person?: string;
  readonly at: string;
  readonly reason: string;
  /** The person knows that others use the project's data, and takes it from them. */
  readonly acknowledged: boolean;
}

/** Stage of a request's life, for lists. `retired`, `failed` and `rejected` are its ends; `failed` may still clear up. */
export type ProjectPhase =
  | "checking"
  | "held"
  | "deciding"
  | "creating"
  | "following"
  | "members"
  | "active"
  | "retiring"
  | "retired"
  | "failed"
  | "rejected";

/** Memory of a request and of the project that came of it: what DataZone cannot hold. */
export interface ProjectRecord {
  readonly requestId: string;
  /** Number of times that the record was stored: a store refuses to replace another one than the one that was read. */
  readonly revision: number;
  readonly phase: ProjectPhase;
  /** Person who asked. */
  readonly requester: string;
  readonly askedAt: string;
  readonly wish: ProjectWish;
  /** Members that the project is to have, by their ids in the service. */
  readonly members: readonly Member[];
  /** Members that the service has refused, by id, with the time of the refusal. */
  readonly refusedMembers?: Readonly<Record<string, { readonly cause: string; readonly at: string }>>;
  readonly problems?: readonly CheckProblem[];
  readonly held?: { readonly since: string; readonly remindAt: string; readonly lapsesAt: string };
  readonly verdict?: ProjectVerdict;
  /** Time until which name, room in the unit and in the profile, and room in the account are claimed. */
  readonly claimedUntil?: string;
  readonly placement?: Placement;
  /**
   * Role of the pool that asks for data for this project alone; absent where the project has none. Before it is claimed it may be
   * another project's.
   */
  readonly askingRole?: AskingRole & { readonly revision: number; readonly claimed: boolean };
  /** Time at which no role was free: until there is one, nobody asks for data for the project through the API. */
  readonly askingRoleSoughtAt?: string;
  readonly failures: readonly FailedAttempt[];
  /** Time since which the service has a project of the name that is not to be seen. */
  readonly outOfSightSince?: string;
  /** The project that was made is to go, because it failed. */
  readonly discarding?: boolean;
  readonly projectId?: string;
  /** Time at which the service had the project. */
  readonly createdAt?: string;
  /** Time at which the project was ready with its members for the first time. */
  readonly activeAt?: string;
  /** Time at which the project ends; absent where it does not. */
  readonly endsAt?: string;
  readonly retirement?: Retirement;
  /** Data sources that the service did not delete, by id: they go with the project. */
  readonly refusedParts?: readonly string[];
  readonly problem?: ProjectProblem;
  /** Time at which it was seen that the project is gone, or that none will be. */
  readonly endingAt?: string;
  /** Time at which nothing was left to do. */
  readonly endedAt?: string;
  /** Notices that were sent, and evidence that was kept, by name. */
  readonly done: readonly string[];
}

/** Record of a request that nobody has looked at. */
export function freshRecord(asked: {
  readonly requestId: string;
  readonly requester: string;
  readonly askedAt: string;
  readonly wish: ProjectWish;
  readonly members: readonly Member[];
}): ProjectRecord {
  return { ...asked, revision: 0, phase: "checking", failures: [], done: [] };
}
