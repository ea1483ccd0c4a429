import { readComment } from "../access/comment";
import type { Directory } from "./directory";
import type { KnownSubscription } from "./view";

/** The cause of somebody's access, and its end. */
export interface AccessReason {
  readonly kind: "rule" | "people" | "portal" | "owner" | "not-known";
  /** Sentence part: the rule with its version, the persons, or where it was decided. */
  readonly text: string;
  /** Version of the rules; absent where no rule decided. */
  readonly version?: string;
  readonly expiresAt?: string;
}

/** Access of the members of the project that owns an asset. */
export const OWNER: AccessReason = { kind: "owner", text: "owner of the project" };

/**
 * Tells why a subscription is there: from the record of the request, else from the application's mark in the comment of the decision, which
 * outlives a lost record. A decision without a mark was made in the portal, or by the API, past the application.
 */
export function reasonOf(subscription: KnownSubscription, directory: Directory): AccessReason {
  const { requestId = "" } = subscription;
  const decision = directory.decisions.get(requestId);
  const request = directory.requests.get(requestId);
  const expires = decision?.expiresAt === undefined ? {} : { expiresAt: decision.expiresAt };
  if (decision?.decider !== undefined) return { ...decided(decision.decider, decision.version, directory), ...expires };
  if (request === undefined) return { kind: "not-known", text: "its request could not be read", ...expires };
  const marked = readComment(request.comment);
  if (marked === undefined) return { ...portal(request.reviewerId, directory), ...expires };
  const reason =
    marked.by === "people" ? byPeople([], request.reviewerId) : decided(marked.by, marked.version, directory);
  return { ...reason, ...(marked.expires === undefined ? expires : { expiresAt: marked.expires }) };
}

/** @param decider - as `KnownDecision` has it */
function decided(decider: string, version: string, directory: Directory): AccessReason {
  const [kind, who = ""] = [decider.split(":", 1)[0], decider.slice(decider.indexOf(":") + 1)];
  if (kind === "rule") return { kind: "rule", text: `rule ${who}`, version };
  if (kind === "people")
    return byPeople(
      who.split(", ").map((id) => directory.principal(id).name),
      undefined,
    );
  return decider === "outside" ? portal(undefined, directory) : { kind: "not-known", text: decider };
}

function byPeople(names: readonly string[], reviewer: string | undefined): AccessReason {
  const known = names.filter((name) => name !== "");
  if (known.length > 0) return { kind: "people", text: known.join(", ") };
  // The comment says that people decided; their names are in the record, which is lost, and in the evidence.
  return { kind: "people", text: `people, by ${reviewer ?? "the application"}` };
}

function portal(reviewer: string | undefined, directory: Directory): AccessReason {
  const by = reviewer === undefined ? "" : ` by ${directory.principal(reviewer).name}`;
  return { kind: "portal", text: `decided in the portal${by}` };
}
