import { APPLIED_RESOURCE } from "../../contracts/applied-record";
import type { ChangeAction } from "../model";

/** The record of an apply changes with everything else: it would mark the stage, or the account, in every plan. */
const RECORD = `terraform_data.${APPLIED_RESOURCE}`;

/** What a saved plan does to one managed resource; `none` where it exists and stays as it is. */
export interface ResourceChange {
  readonly address: string;
  readonly action: ChangeAction | "none";
}

/** A saved plan, reduced to what is shown. */
export interface StackPlan {
  readonly changes: readonly ResourceChange[];
  /** The plan ended with an error: it holds a part of the changes only. */
  readonly errored: boolean;
  /** When it was made, ISO 8601; plans of Terraform before 1.5 do not say. */
  readonly plannedAt?: string;
}

/**
 * Reads the output of `terraform show -json <plan>`.
 *
 * @throws Error in one line, where the text is something else
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function parsePlan(text: string): StackPlan {
  const plan = parseObject(text);
  if (typeof plan.format_version !== "string" || !plan.format_version.startsWith("1."))
    throw new Error("not a plan of format 1: expected the output of `terraform show -json <plan file>`");
  // A state has a format version too, but neither a configuration nor changes.
  if (plan.resource_changes === undefined && plan.configuration === undefined)
    throw new Error("a state, not a plan: expected the output of `terraform show -json <plan file>`");
  const changes = Array.isArray(plan.resource_changes) ? plan.resource_changes.map(object) : [];
  return {
    changes: changes.filter(({ mode, address }) => mode === "managed" && address !== RECORD).flatMap(parseChange),
    errored: plan.errored === true,
    ...(typeof plan.timestamp === "string" ? { plannedAt: plan.timestamp } : {}),
  };
}

/** Forgetting a resource (a `removed` block) changes nothing at AWS and leaves nothing to show. */
function parseChange({ address, change }: JsonObject): ResourceChange[] {
  const { actions } = object(change);
  if (typeof address !== "string" || !Array.isArray(actions)) return [];
  const key = actions.join();
  const action = ACTIONS[key];
  return action === undefined ? [] : [{ address, action }];
}

const ACTIONS: Readonly<Record<string, ResourceChange["action"]>> = {
  "no-op": "none",
  create: "create",
  update: "update",
  delete: "destroy",
  "delete,create": "replace",
  "create,delete": "replace",
};

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(text: string): JsonObject {
  try {
    return object(JSON.parse(text));
  } catch (cause) {
    throw new Error(`not JSON: ${(cause as Error).message}`, { cause });
  }
}

function object(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}
