import type { AccessFacts, Decision, GivenAccess } from "../access-rules";
import type { RequestView } from "./view";

/** The one who decided: a rule, people, or nobody in time. */
export type Decider =
  | { readonly kind: "rule"; readonly rule: string; readonly version: string }
  | { readonly kind: "people"; readonly people: readonly string[] }
  /** The time ran out in which people could have decided. */
  | { readonly kind: "lapse" };

/** Decision that is to be carried out, or was. It is stored before the service is told, and never changed. */
export type Verdict = Readonly<{
  decider: Decider;
  /** Sentence for the requester. */
  reason: string;
  /** Time of the decision (ISO 8601, UTC). */
  at: string;
}> &
  ({ readonly outcome: "approve"; readonly access: GivenAccess } | { readonly outcome: "reject" });

/** Consent of one person of a queue that needs several. */
export interface Consent {
  readonly person: string;
  readonly at: string;
  readonly access: GivenAccess;
}

/** A request that waits for people. */
export interface HeldRequest {
  readonly queue: string;
  readonly since: string;
  readonly remindAt: string;
  readonly lapsesAt: string;
  /** Sentence that says why no rule decided. */
  readonly reason: string;
  readonly consents: readonly Consent[];
}

/** Wish to end access, stored before the service is told. */
export interface Ending {
  readonly kind: "expired" | "revoked";
  readonly at: string;
  /** Person who revoked. */
  readonly person?: string;
  readonly reason: string;
}

/** Something that keeps access from being what was decided. */
export type AccessProblem =
  /** The project that asks has no place yet to which access could be granted. */
  | { readonly kind: "no-target" }
  | { readonly kind: "grant-failed"; readonly cause: string }
  /** The application may not grant access to a place that appeared late. */
  | { readonly kind: "grant-refused"; readonly cause: string }
  /** The service attached other filters than were decided: access is revoked. */
  | { readonly kind: "filters-differ"; readonly found: readonly string[] }
  | { readonly kind: "filter-invalid"; readonly cause: string }
  | { readonly kind: "revoke-failed"; readonly cause: string };

/** Stage of a request's life, for lists. */
export type AccessPhase = "open" | "held" | "deciding" | "granting" | "active" | "ending" | "closed";

/** Content of a request that does not change while it lives. */
export type Asked = Omit<RequestView, "id" | "status" | "decisionComment">;

/**
 * Memory of a request: what DataZone cannot hold. DataZone stays the truth of what is asked, decided and granted.
 */
export interface AccessRecord {
  readonly requestId: string;
  /** Number of times that the record was stored: a store refuses to replace another one than the one that was read. */
  readonly revision: number;
  readonly phase: AccessPhase;
  /** Subject of the request as it was first seen: lists and rights are read from it, without asking the service. */
  readonly asked?: Asked;
  readonly facts?: AccessFacts;
  /** Decision of the rules, also where it was to ask people. */
  readonly ruled?: Decision;
  readonly held?: HeldRequest;
  readonly verdict?: Verdict;
  /** Filters that carry out the verdict, by their ids in the service. */
  readonly filterIds?: readonly string[];
  /** Time of the decision that the service has; of one that was made outside of the application, the time when it was seen. */
  readonly decidedAt?: string;
  /** Somebody decided in the portal of AWS or by the API, past the application. */
  readonly outside?: { readonly outcome: "approve" | "reject"; readonly comment: string };
  readonly subscriptionId?: string;
  /** Time at which access is complete for the first time. */
  readonly activeAt?: string;
  /** Time at which access ends; absent where it does not. */
  readonly expiresAt?: string;
  readonly ending?: Ending;
  readonly endedAt?: string;
  readonly problem?: AccessProblem;
  /** Notices that were sent, and evidence that was kept, by name. */
  readonly done: readonly string[];
}

/** Record of a request that nobody has looked at. */
export function freshRecord(requestId: string): AccessRecord {
  return { requestId, revision: 0, phase: "open", done: [] };
}

/** The record with what the request asks for, where that is not remembered yet and the service tells it. */
export function withAsked(record: AccessRecord, request: RequestView | undefined): AccessRecord {
  if (request === undefined || record.asked !== undefined) return record;
  const { id: _id, status: _status, decisionComment: _comment, ...asked } = request;
  return { ...record, asked };
}
