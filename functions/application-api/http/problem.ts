import type { Demand } from "../../../contracts/control-plane";
import type { AssetUse } from "../../../governance/assets";
import type { z } from "zod";
import type { projectUses } from "../../../contracts/application/projects/project";

/** Kinds of problems that the API answers with. What a code means never changes. */
export const PROBLEMS = {
  "invalid-request": { status: 400, title: "The request has members that cannot be used" },
  "invalid-cursor": { status: 400, title: "The cursor is not one of this list" },
  "not-signed-in": { status: 401, title: "The caller is not known" },
  "not-yours": { status: 403, title: "This is for others to do" },
  "own-request": { status: 403, title: "Nobody decides on a request of their own" },
  "person-not-known": { status: 403, title: "Nobody knows who the caller is in the domain" },
  "not-found": { status: 404, title: "There is nothing here that the caller may see" },
  "projects-not-offered": { status: 404, title: "Projects cannot be asked for here" },
  "method-not-allowed": { status: 405, title: "This can be done in another way only" },
  "already-decided": { status: 409, title: "Somebody has decided already" },
  "changed-since": { status: 409, title: "The request is not as it was shown any more" },
  "not-held": { status: 409, title: "Nobody has to decide on this request yet" },
  "not-active": { status: 409, title: "There is nothing at work that this could be done to" },
  "not-longer": { status: 409, title: "It lasts longer already" },
  "decision-unknown": { status: 409, title: "It is not known any more how access was decided" },
  "several-needed": { status: 409, title: "Several people decide on this together" },
  "already-asked": { status: 409, title: "The project has asked for this already, or has it" },
  "own-data": { status: 409, title: "The project would ask itself" },
  "ask-in-portal": { status: 409, title: "The application cannot ask in the name of this project" },
  "approve-in-portal": { status: 409, title: "This is approved in the portal of AWS" },
  "act-in-portal": { status: 409, title: "The application cannot act in the name of this project" },
  incomplete: { status: 409, title: "The asset lacks what rules of the domain demand" },
  "still-used": { status: 409, title: "Others use this" },
  "kept-by-configuration": { status: 409, title: "The configuration decides on this" },
  "filter-of-decision": { status: 409, title: "The filter belongs to a decision on access" },
  "other-kind": { status: 409, title: "The filter is of another kind" },
  "name-taken": { status: 409, title: "There is one of this name already" },
  "too-many-filters": { status: 409, title: "The asset has as many filters as it can have" },
  "refused-by-service": { status: 409, title: "DataZone refuses this" },
  "standing-project": { status: 409, title: "The project is not one that people asked for here" },
  "still-running": { status: 409, title: "The first request with this Idempotency-Key is not finished" },
  "too-large": { status: 413, title: "The body is too large" },
  "not-json": { status: 415, title: "The body is no JSON" },
  "not-possible": { status: 422, title: "What is wished cannot be carried out" },
  "key-used-otherwise": { status: 422, title: "The Idempotency-Key belongs to another request" },
  failed: { status: 500, title: "Something is wrong with the application" },
  "service-busy": { status: 503, title: "A service that the application needs is busy" },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

/** Name of a kind of problem. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Single thing that is wrong with a request. */
export interface Fault {
  readonly in: "body" | "query" | "path" | "header";
  /** Place in it, members separated by dots; empty for the whole. */
  readonly at: string;
  readonly message: string;
  /** Name of what is wrong, where it has one. */
  readonly code?: string;
}

/** Use of an asset as an answer tells it. */
export type ShownUse = Pick<AssetUse, "kind" | "id" | "who">;

/** Members of a problem beside its kind. */
export interface ProblemMembers {
  readonly faults?: readonly Fault[];
  readonly decidedBy?: readonly string[];
  /** Everything that rules demand of an asset and that it lacks. */
  readonly lacks?: readonly Demand[];
  /** Those who use what was to be changed. */
  readonly uses?: readonly ShownUse[];
  /** Things that a project still has, and who uses its data. */
  readonly projectUses?: z.output<typeof projectUses>;
}

/** Request that is answered with a problem (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: ProblemCode,
    /** Sentence that says what to do. */
    readonly detail: string,
    readonly members: ProblemMembers = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${detail}`);
  }
}

/** The answer that says the same of what is not there and of what the caller may not see. */
export const notFound = (): Problem => new Problem("not-found", "Check the address, or ask for a right to see it.");
