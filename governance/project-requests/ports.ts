import type { MemberChange } from "../members/plan-members";
import type { AskingRole, FailureReason, Placement, ProjectRecord, ProjectWish } from "./record";
import type { EvidenceName, NoticeKind, Part } from "./step";
import type { ProjectServiceView, WishFacts } from "./view";

/** Project that is to be made. */
export interface ProjectDraft {
  readonly requestId: string;
  readonly wish: ProjectWish;
  /** Purpose with the mark of the request, by which the project is found again. */
  readonly description: string;
  readonly placement: Placement;
}

/** Outcome of a creation. A lost answer is an error. */
export type Creation =
  | { readonly projectId: string }
  | { readonly refused: FailureReason }
  /** The service has a project of the name, which is not to be seen: one of a lost answer will be in a moment. */
  | { readonly outOfSight: FailureReason };

/** Answer of the service that carries out nothing: words of the service with their meaning. */
export type ServiceRefusal = { readonly cause: string } | undefined;

/**
 * The service. A call that finds its work done already succeeds. Errors are answers that are lost or come later: the caller looks again.
 */
export interface ProjectService {
  /**
   * Everything that a step is planned from: members in the phases `members` and `active`, uses in the phase `retiring`.
   *
   * A record without a project's id is looked for by its exact name; only a project that carries the request's mark is its own.
   */
  look(record: ProjectRecord): Promise<ProjectServiceView>;
  /** @param requestId - request whose project does not count as one that has taken the name */
  facts(wish: ProjectWish, requestId: string): Promise<WishFacts>;
  /**
   * Environments in accounts, without those of requests that claim the account: their claims count.
   *
   * @param claimed - Ids of those requests by account.
   */
  environmentsIn(claimed: Readonly<Record<string, readonly string[]>>): Promise<Readonly<Record<string, number>>>;
  create(draft: ProjectDraft): Promise<Creation>;
  describe(projectId: string, description: string): Promise<void>;
  changeMember(projectId: string, change: MemberChange): Promise<ServiceRefusal>;
  /** Roles of the pool in whose names projects ask for data, in the order in which they are handed out. */
  askingRoles(): readonly AskingRole[];
  /**
   * Tells whether a role is a member of another project: one of several would be given what it asks for, for the service takes what a
   * member of the owning project asks for as decided.
   */
  asksElsewhere(role: AskingRole, projectId: string | undefined): Promise<boolean>;
  /** Takes away a part of a project that retires. */
  remove(projectId: string, part: Part): Promise<ServiceRefusal>;
  delete(projectId: string): Promise<ServiceRefusal>;
}

/** Claims of others on a subject, and the number of changes that it has seen. */
export interface Claimed {
  readonly weight: number;
  readonly revision: number;
  /** Requests that claim it. */
  readonly requests: readonly string[];
}

/** Claim on something scarce: a name, room in a unit or with a profile, environments in an account. */
export interface Claim {
  readonly subject: string;
  readonly weight: number;
  /** Revision that the decision was made on. */
  readonly revision: number;
}

/**
 * Claims of requests on what is scarce. A claim is made over the revision of its subject that was read, so that two who claim the last
 * room at once do not both get it.
 */
export interface ProjectClaims {
  look(subjects: readonly string[], requestId: string): Promise<Readonly<Record<string, Claimed>>>;
  /**
   * Makes all claims, or none. Claims that the request has already last until the new time.
   *
   * @returns false where somebody else has claimed something since
   */
  claim(requestId: string, claims: readonly Claim[], until: string): Promise<boolean>;
  release(requestId: string, subjects: readonly string[]): Promise<void>;
}

/** Records by request. */
export interface ProjectStore {
  load(requestId: string): Promise<ProjectRecord | undefined>;
  /**
   * Stores a record over the one with its revision, and counts the revision up.
   *
   * @returns false where somebody else has stored one since
   */
  save(record: ProjectRecord): Promise<boolean>;
}

/** Everything that a request's life needs of the world. */
export interface ProjectPorts {
  readonly service: ProjectService;
  readonly claims: ProjectClaims;
  readonly store: ProjectStore;
  /** Keeps evidence under a name that follows from its content: a second time changes nothing. */
  readonly evidence: { keep(record: ProjectRecord, name: EvidenceName): Promise<void> };
  /** Tells people. A notice may arrive twice where the program is cut off between telling and remembering. */
  readonly notices: { send(record: ProjectRecord, notice: NoticeKind): Promise<void> };
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
}
