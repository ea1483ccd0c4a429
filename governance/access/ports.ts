import type { AccessFacts, AccessRules, GivenAccess } from "../access-rules";
import type { AccessProblem, AccessRecord } from "./record";
import type { NoticeKind } from "./step";
import type { AccessView, RequestView } from "./view";

/**
 * The service. A call that finds its work done already succeeds; one that finds the request decided by somebody else succeeds, too:
 * the next look says what is there.
 */
export interface AccessCatalog {
  /**
   * Everything that a step is planned from.
   *
   * @param subscriptionId - Subscription that is known to have come of the request, which may be deleted by now.
   */
  look(requestId: string, subscriptionId: string | undefined): Promise<AccessView>;
  /** Facts that rules ask for; one that cannot be established is left out. */
  facts(request: RequestView): Promise<AccessFacts>;
  /**
   * Makes the filters of an approval, by names that follow from their content, so that they are made once.
   *
   * @returns their ids; nothing while the service still checks them; the problem where it refuses them
   */
  filters(
    request: RequestView,
    access: GivenAccess,
  ): Promise<{ readonly ids: readonly string[] } | { readonly problem: AccessProblem } | undefined>;
  accept(
    request: RequestView,
    decision: { readonly comment: string; readonly filterIds: readonly string[]; readonly s3: GivenAccess["s3"] },
  ): Promise<void>;
  reject(request: RequestView, comment: string): Promise<void>;
  /** @returns the problem where the application may not grant; nothing where the grant is under way */
  grant(
    subscriptionId: string,
    target: { readonly targetId: string; readonly environmentId: string },
  ): Promise<AccessProblem | undefined>;
  revoke(subscriptionId: string): Promise<void>;
}

/** Records by request. */
export interface AccessStore {
  load(requestId: string): Promise<AccessRecord | undefined>;
  /**
   * Stores a record over the one with its revision, and counts the revision up.
   *
   * @returns false where somebody else has stored one since
   */
  save(record: AccessRecord): Promise<boolean>;
}

/** Everything that a request's life needs of the world. */
export interface AccessPorts {
  readonly catalog: AccessCatalog;
  readonly store: AccessStore;
  /** Keeps evidence under a name that follows from its content: a second time changes nothing. */
  readonly evidence: { keep(record: AccessRecord, name: string): Promise<void> };
  /** Tells people. A notice may arrive twice where the program is cut off between telling and remembering. */
  readonly notices: { send(record: AccessRecord, notice: NoticeKind): Promise<void> };
  /** Time of now (ISO 8601, UTC). */
  readonly clock: () => string;
  readonly rules: AccessRules;
}
