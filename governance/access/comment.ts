import type { Verdict } from "./record";

/** Marks the application's own part of a decision's comment. */
const MARK = /\[smus ([^\]]*)\]\s*$/;
/** Longest comment that the service takes. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_AcceptSubscriptionRequest.html */
const LONGEST = 4096;

/** Words of a comment that the application can read again when its own records are lost. */
export interface CommentFacts {
  /** Decider: `rule:<id>`, `people`, or `lapse`. */
  readonly by: string;
  /** Version of the rules; empty where no rule decided. */
  readonly version: string;
  /** Time of the decision (ISO 8601, UTC). */
  readonly at: string;
  /** Time at which access ends; absent where it does not. */
  readonly expires?: string;
  /** Filters that were attached, by id. */
  readonly filters: readonly string[];
}

/**
 * Comment of a decision for people, with what the application needs to find its way again: who decided, by which rules, when, until when
 * and with which filters. So a lost table is rebuilt from the service alone.
 */
export function decisionComment(
  verdict: Verdict,
  { expiresAt = "", filterIds = [] }: { readonly expiresAt?: string; readonly filterIds?: readonly string[] } = {},
): string {
  const { decider, reason, at } = verdict;
  const by = decider.kind === "rule" ? `rule:${decider.rule}` : decider.kind;
  const version = decider.kind === "rule" ? decider.version : "";
  const mark = ` [smus by=${by} version=${version} at=${at} expires=${expiresAt} filters=${filterIds.join(",")}]`;
  return reason.slice(0, LONGEST - mark.length) + mark;
}

/** Facts in a comment that the application wrote; nothing where somebody else did. */
export function readComment(comment: string): CommentFacts | undefined {
  const mark = MARK.exec(comment)?.[1];
  if (mark === undefined) return undefined;
  const facts = new Map(mark.split(" ").map((part) => [part.split("=")[0], part.split("=")[1]]));
  const [by, at, version = "", expires] = ["by", "at", "version", "expires"].map(
    (name) => facts.get(name) || undefined,
  );
  if (by === undefined || at === undefined) return undefined;
  const filters = (facts.get("filters") ?? "").split(",").filter((id) => id !== "");
  return { by, at, version, filters, ...(expires === undefined ? {} : { expires }) };
}
