import { fits } from "./matching";

/**
 * Actions by which somebody redirects what is granted to a project. The service authorizes them for an account, not for a project, and
 * UpdateSubscriptionTarget needs no iam:PassRole (field evidence, section 3: one source).
 */
export const TARGET_ACTIONS = [
  "datazone:CreateSubscriptionTarget",
  "datazone:UpdateSubscriptionTarget",
  "datazone:DeleteSubscriptionTarget",
] as const;

/** A role or a user, with all policies that are attached to it or to its groups. */
export interface PolicyHolder {
  readonly arn: string;
  /** Parsed documents. */
  readonly documents: readonly unknown[];
  /** Parsed permissions boundary; absent where it has none. */
  readonly boundary?: unknown;
}

/** Policies of an account; absent holders could not be read, and the cause says why. */
export type AccountPolicies = { readonly accountId: string } & (
  | { readonly holders: readonly PolicyHolder[] }
  | { readonly unread: string }
);

/** Answer of policies; "conditional" where it depends on the call, or on what is not read here. */
export type MayCall = "yes" | "conditional" | "no";

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/**
 * Tells whether identity policies let somebody call an action of DataZone. It errs towards yes: conditions are not judged, and service
 * control policies and policies of sessions are not read. "no" is certain.
 */
export function mayCall({ documents, boundary }: PolicyHolder, action: string): MayCall {
  const identity = judged(documents.flatMap(statementsOf), action);
  if (boundary === undefined || identity === "no") return identity;
  const limit = judged(statementsOf(boundary), action);
  if (limit === "no") return "no";
  return identity === "yes" && limit === "yes" ? "yes" : "conditional";
}

function judged(statements: readonly Statement[], action: string): MayCall {
  const about = statements.filter((statement) => names(statement, action) && isAboutDataZone(statement));
  const allows = about.filter(({ Effect }) => Effect === "Allow");
  const denies = about.filter(({ Effect }) => Effect !== "Allow");
  if (allows.length === 0 || denies.some(isPlain)) return "no";
  return denies.length === 0 && allows.some(isPlain) ? "yes" : "conditional";
}

/** A statement that holds for every call. */
const isPlain = ({ Condition, Resource, NotResource }: Statement): boolean =>
  Condition === undefined && NotResource === undefined && texts(Resource).includes("*");

function names({ Action, NotAction }: Statement, action: string): boolean {
  const isIn = (patterns: unknown): boolean =>
    texts(patterns).some((pattern) => fits(action.toLowerCase(), pattern.toLowerCase()));
  return NotAction === undefined ? isIn(Action) : !isIn(NotAction);
}

/** Tells whether a resource of DataZone can be among those of a statement. */
function isAboutDataZone({ Resource, NotResource }: Statement): boolean {
  if (NotResource !== undefined) return true;
  return texts(Resource).some((pattern) => {
    const [, , service] = pattern.split(":");
    return service === undefined ? pattern.includes("*") : fits("datazone", service);
  });
}

function statementsOf(document: unknown): Statement[] {
  const { Statement: statements } = (document ?? {}) as { readonly Statement?: Statement | readonly Statement[] };
  return statements === undefined ? [] : [statements].flat();
}

const texts = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));
