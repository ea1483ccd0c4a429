import { APPLIED_RESOURCE } from "../../contracts/applied-record";
import {
  actionOf,
  parsePlan as parseShown,
  priorResources,
  type ResourceChange as ShownChange,
} from "../../formats/terraform-show";
import type { ChangeAction } from "../model";

/** The record of an apply changes with everything else: it would mark the stage, or the account, in every plan. */
const RECORD = `terraform_data.${APPLIED_RESOURCE}`;

/** Change of one managed resource by a saved plan; `none` where it exists and stays as it is. */
export interface ResourceChange {
  readonly address: string;
  readonly action: ChangeAction | "none";
}

/** A saved plan, reduced to what is shown. */
export interface StackPlan {
  readonly changes: readonly ResourceChange[];
  /** The plan ended with an error: it holds a part of the changes only. */
  readonly errored: boolean;
  /** Time at which it was made, ISO 8601; plans of Terraform before 1.5 do not say. */
  readonly plannedAt?: string;
  /** Statuses of connections to Git providers by name, as the refresh found them; absent where there are none. */
  readonly connections?: Readonly<Record<string, string>>;
}

/**
 * Reads the output of `terraform show -json <plan>`.
 *
 * @throws ShownPlanError in one line, where the text is something else
 */
export function parsePlan(text: string): StackPlan {
  const shown = parseShown(text);
  const { resource_changes: changes = [], errored, timestamp } = shown;
  const connections = priorResources(shown, "managed", "aws_codeconnections_connection").map(
    ({ values }) => [String(values.name), String(values.connection_status)] as const,
  );
  return {
    changes: changes.filter(({ mode, address }) => mode === "managed" && address !== RECORD).flatMap(changeOf),
    errored: errored === true,
    ...(timestamp === undefined ? {} : { plannedAt: timestamp }),
    ...(connections.length === 0 ? {} : { connections: Object.fromEntries(connections) }),
  };
}

/** Forgetting a resource (a `removed` block) changes nothing at AWS and leaves nothing to show. */
function changeOf({ address, change }: ShownChange): ResourceChange[] {
  switch (actionOf(change)) {
    case "no-op":
      return [{ address, action: "none" }];
    case "delete":
      return [{ address, action: "destroy" }];
    case "create":
      return [{ address, action: "create" }];
    case "update":
      return [{ address, action: "update" }];
    case "replace":
      return [{ address, action: "replace" }];
    default:
      return [];
  }
}
