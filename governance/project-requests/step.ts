import type { MemberChange } from "../members/plan-members";
import type { ProjectRecord } from "./record";

/** Events in the life of a project that people hear of. */
export type NoticeKind =
  | "held"
  | "reminder"
  | "rejected"
  | "approved"
  | "another-account"
  | "ready"
  | "members-changed"
  | "end-reminder"
  | "still-used"
  | "retired"
  | "gone"
  | "failed"
  /** For operators: all roles of the pool are in use. */
  | "no-asking-role"
  | "alarm";

/** Facts of which evidence is kept. */
export type EvidenceName = "decision" | "active" | "ended";

/** Part of a project that is taken away before the project itself. */
export interface Part {
  readonly kind: "subscription-of-others" | "own-subscription" | "publication" | "data-source" | "environment";
  readonly id: string;
}

/** One thing that is done next. Everything but `wait` is followed by another look. */
export type Step =
  /** Stores what has been found out or decided. */
  | { readonly kind: "store"; readonly record: ProjectRecord }
  /** Tells people, then stores that they were told. */
  | { readonly kind: "notify"; readonly notice: NoticeKind; readonly record: ProjectRecord }
  /** Keeps evidence, then stores that it is kept. */
  | { readonly kind: "keep-evidence"; readonly name: EvidenceName; readonly record: ProjectRecord }
  /** Checks the request again, and claims its name and its room. */
  | { readonly kind: "check" }
  | { readonly kind: "seek-asking-role" }
  | { readonly kind: "claim-asking-role" }
  | { readonly kind: "choose-account" }
  | { readonly kind: "claim-account" }
  /** Makes claims last longer. */
  | { readonly kind: "renew-claims" }
  | { readonly kind: "create"; readonly description: string }
  | { readonly kind: "describe"; readonly projectId: string; readonly description: string }
  | { readonly kind: "change-member"; readonly projectId: string; readonly change: MemberChange }
  | { readonly kind: "remove"; readonly projectId: string; readonly part: Part }
  | { readonly kind: "delete"; readonly projectId: string }
  /** Gives claims back, then stores the record. */
  | { readonly kind: "release"; readonly subjects: readonly string[]; readonly record: ProjectRecord }
  /** Nothing is to be done before that time, or before something changes. */
  | { readonly kind: "wait"; readonly until?: string };
