/** Arguments or attributes of a resource. */
export type Values = Readonly<Record<string, unknown>>;

/**
 * A plan as `terraform show -json <plan file>` prints it, reduced to what this project reads.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export interface ShownPlan {
  /** The refreshed state, and the data sources that were read while planning. */
  readonly prior_state?: { readonly values?: ShownValues };
  /** Differences that the refresh found between the state and the live resources. */
  readonly resource_drift?: readonly ResourceChange[];
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Pick<Change, "actions" | "after_unknown">>>;
  /** The plan ended with an error: it holds a part of the changes only. */
  readonly errored?: boolean;
  /** Time at which it was made, RFC 3339; plans of Terraform before 1.5 do not say. */
  readonly timestamp?: string;
}

/** The values of a state: of a plan's prior state, and what `terraform show -json` prints of a state has the same shape. */
export interface ShownValues {
  readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly root_module?: { readonly resources?: readonly StateResource[] };
}

/** A resource of the refreshed state. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: Values;
}

/** Change of a value; `null` before it exists and after it is gone. */
export interface Change {
  readonly actions: readonly string[];
  readonly before: Values | null;
  readonly after: Values | null;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly importing?: unknown;
}

/** An entry of `resource_drift` or `resource_changes`. */
export interface ResourceChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly previous_address?: string;
  readonly action_reason?: string;
  readonly change: Change;
}

/** Action of Terraform on one thing, in one word; `forget` removes it from the state alone. */
export type Action = "no-op" | "read" | "create" | "update" | "delete" | "forget" | "replace";

const ACTIONS: Readonly<Record<string, Action>> = {
  "no-op": "no-op",
  read: "read",
  create: "create",
  update: "update",
  delete: "delete",
  forget: "forget",
  "delete,create": "replace",
  "create,delete": "replace",
  "create,forget": "replace",
};

/** The one word for a change's list of actions; `undefined` for a list of a later format. */
export function actionOf({ actions }: Pick<Change, "actions">): Action | undefined {
  return ACTIONS[actions.join()];
}

/** Says that a text is no plan of a format that this version reads; the message is for an operator, on one line. */
export class ShownPlanError extends Error {
  override readonly name = "ShownPlanError";
}

const EXPECTED = "expected the output of `terraform show -json <plan file>`";

/**
 * Reads the output of `terraform show -json <plan file>`.
 *
 * Terraform raises the first number of the format where an old reader would go wrong, and adds members without it: of format
 * 1 every version is read. Plans are large, so only the outline is checked, entry by entry.
 *
 * @throws ShownPlanError where the text is no JSON, a plan of another format, or a state
 */
export function parsePlan(text: string): ShownPlan {
  const plan = parseObject(text);
  const version = plan.format_version;
  if (typeof version !== "string" || !version.startsWith("1."))
    throw new ShownPlanError(
      `not a plan of format 1: ${EXPECTED}${typeof version === "string" ? `, got format ${version}: this version of the project does not know that Terraform yet` : ""}`,
    );
  // A state has a format version too, but neither a configuration nor changes.
  if (plan.resource_changes === undefined && plan.configuration === undefined)
    throw new ShownPlanError(`a state, not a plan: ${EXPECTED}`);
  for (const member of ["resource_changes", "resource_drift"] as const) checkChanges(plan[member], member);
  return plan as ShownPlan;
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch (cause) {
    throw new ShownPlanError(`not JSON: ${(cause as Error).message}`, { cause });
  }
}

function checkChanges(changes: unknown, member: string): void {
  if (changes === undefined) return;
  const wrong = Array.isArray(changes) ? changes.findIndex((entry) => !isChange(entry)) : 0;
  if (wrong >= 0)
    throw new ShownPlanError(`a broken plan: ${member}[${wrong}] is no change of a resource; ${EXPECTED}`);
}

function isChange(entry: unknown): boolean {
  return (
    isObject(entry) &&
    typeof entry.address === "string" &&
    isObject(entry.change) &&
    Array.isArray(entry.change.actions)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Resources of the refreshed state. */
export function priorResources(plan: ShownPlan, mode: StateResource["mode"], type: string): StateResource[] {
  const resources = plan.prior_state?.values?.root_module?.resources ?? [];
  return resources.filter((resource) => resource.mode === mode && resource.type === type);
}
