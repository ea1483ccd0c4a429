import type { GivenAccess } from "../access-rules";
import type { AccessRecord } from "./record";

/** Events in the life of a request that people hear of, or that evidence is kept of. */
export type NoticeKind =
  | "held"
  | "reminder"
  | "approved"
  | "rejected"
  | "active"
  | "grant-delayed"
  | "expiry-reminder"
  | "ended"
  | "decided-outside"
  | "alarm";

/** One thing that is done next for a request. Everything but `wait` is followed by another look. */
export type Step =
  /** Stores what has been found out or decided. */
  | { readonly kind: "store"; readonly record: AccessRecord }
  /** Tells people, then stores that they were told. */
  | { readonly kind: "notify"; readonly notice: NoticeKind; readonly record: AccessRecord }
  /** Keeps evidence, then stores that it is kept. */
  | { readonly kind: "keep-evidence"; readonly name: string; readonly record: AccessRecord }
  /** Asks the rules. */
  | { readonly kind: "ask-rules" }
  /** Sees to it that the filters of an approval are there. */
  | { readonly kind: "make-filters"; readonly access: GivenAccess }
  | {
      readonly kind: "accept";
      readonly comment: string;
      readonly filterIds: readonly string[];
      readonly s3: GivenAccess["s3"];
    }
  | { readonly kind: "reject"; readonly comment: string }
  | {
      readonly kind: "grant";
      readonly subscriptionId: string;
      readonly targetId: string;
      readonly environmentId: string;
    }
  | { readonly kind: "revoke"; readonly subscriptionId: string }
  /** Nothing is to be done before that time, or before something changes. */
  | { readonly kind: "wait"; readonly until?: string };
