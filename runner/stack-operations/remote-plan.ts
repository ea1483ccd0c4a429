import { actionOf, type Change, parsePlan } from "../../formats/terraform-show";
import { logFileOf, planFileOf, workspaceOf, type Session } from "../session";
import type { SynthesizedStack } from "../synthesis";
import type { ChangeAction, Diagnostic, PlannedChange } from "../terraform";
import { diagnosticOf } from "./diagnostic";

/** Effects of a plan on resources and outputs. */
export interface PlannedActions {
  readonly changes: readonly PlannedChange[];
  /** Action by output. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads what the saved plan of a remote run changes.
 *
 * Terraform Cloud's runs are shown to the command line as text for people, with `-json` too: the lines that name the planned
 * changes are left out. The saved plan (a reference to the run) still has them.
 *
 * @returns errors where it cannot be shown: a plan of which nobody knows what it does must not look like an empty one
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export async function readRemotePlan(
  session: Session,
  stack: SynthesizedStack,
): Promise<PlannedActions | { readonly errors: readonly Diagnostic[] }> {
  const { exitCode, lines, errors } = await session.terraform.run({
    directory: stack.directory,
    arguments: ["show", "-json", planFileOf(session, stack.id)],
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
    logsOutput: false, // everything that the state holds
  });
  if (exitCode !== 0) return { errors };
  try {
    return plannedActions(lines.join("\n"));
  } catch (error) {
    return { errors: [diagnosticOf(error)] };
  }
}

/** Actions as `terraform plan -json` would have named them. */
export function plannedActions(shown: string): PlannedActions {
  const { resource_changes: resources = [], output_changes: outputs = {} } = parsePlan(shown);
  return {
    changes: resources.map(({ address, previous_address: moved, action_reason: reason, change }) => ({
      address,
      action: changeAction(change, moved !== undefined),
      ...(reason === undefined ? {} : { reason }),
    })),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, change]) => [name, changeAction(change, false)])),
  };
}

function changeAction(change: Pick<Change, "actions" | "importing">, moved: boolean): ChangeAction {
  const action = actionOf(change) ?? "no-op";
  if (action === "forget") return "remove";
  if (action !== "no-op") return action;
  return change.importing !== undefined ? "import" : moved ? "move" : "noop";
}
