import { logFileOf, planFileOf, workspaceOf, type Session } from "../session";
import type { SynthesizedStack } from "../synthesis";
import type { ChangeAction, Diagnostic, PlannedChange } from "../terraform";

/** What a plan would do to resources and outputs. */
export interface PlannedActions {
  readonly changes: readonly PlannedChange[];
  /** Action by output. */
  readonly outputs: Readonly<Record<string, string>>;
}

interface ShownChange {
  readonly actions?: readonly string[];
  readonly importing?: unknown;
}

interface ShownPlan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly action_reason?: string;
    readonly change?: ShownChange;
  }[];
  readonly output_changes?: Readonly<Record<string, ShownChange>>;
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
  return exitCode === 0 ? plannedActions(lines.join("\n")) : { errors };
}

/** Actions as `terraform plan -json` would have named them. */
export function plannedActions(shown: string): PlannedActions {
  const { resource_changes: resources = [], output_changes: outputs = {} } = JSON.parse(shown) as ShownPlan;
  return {
    changes: resources.map(({ address, previous_address: moved, action_reason: reason, change = {} }) => ({
      address,
      action: actionOf(change, moved !== undefined),
      ...(reason === undefined ? {} : { reason }),
    })),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, change]) => [name, actionOf(change, false)])),
  };
}

const ACTIONS: Readonly<Record<string, ChangeAction>> = {
  create: "create",
  read: "read",
  update: "update",
  delete: "delete",
  forget: "remove",
  "delete,create": "replace",
  "create,delete": "replace",
  "create,forget": "replace",
};

function actionOf({ actions = [], importing }: ShownChange, moved: boolean): ChangeAction {
  return ACTIONS[actions.join()] ?? (importing !== undefined ? "import" : moved ? "move" : "noop");
}
