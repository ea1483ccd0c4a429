import { parsePlan, type ResourceChange } from "../../formats/terraform-show";
import { logFileOf, planFileOf, workspaceOf, type Session } from "../session";
import type { SynthesizedStack } from "../synthesis";
import type { PlannedChange } from "../terraform";

/** Resources of the control-plane function, of which the plan's messages say that they change, but not what. */
const CONTROL_PLANE = /(?:^|\.)aws_lambda_invocation\./;

/**
 * Adds what differs to the changes of control-plane resources: the `reason` in the input that the saved plan would send.
 *
 * Reads the plan file only where such a resource is updated, replaced or adopted, for it costs a start of the provider. Where the input
 * is known after the apply only, there is nothing to say yet.
 */
export async function withDifferences(
  session: Session,
  stack: SynthesizedStack,
  changes: readonly PlannedChange[],
): Promise<readonly PlannedChange[]> {
  const asked = ({ address, action }: PlannedChange): boolean =>
    CONTROL_PLANE.test(address) && (action === "update" || action === "replace" || adopts(stack, address, action));
  if (!changes.some(asked)) return changes;
  const { exitCode, lines } = await session.terraform.run({
    directory: stack.directory,
    arguments: ["show", "-json", planFileOf(session, stack.id)],
    workspace: workspaceOf(session, stack),
    logFile: logFileOf(session, stack.id),
    logsOutput: false,
  });
  if (exitCode !== 0) return changes; // the plan itself stands; it only stays without this line
  const reasons = reasonsOf(lines.join("\n"));
  return changes.map((change) => {
    const differences = asked(change) ? reasons.get(change.address) : undefined;
    return differences === undefined ? change : { ...change, differences };
  });
}

/** Tells whether the object exists already: Terraform's creation takes it over, and only the reason says so. */
function adopts({ file }: SynthesizedStack, address: string, action: PlannedChange["action"]): boolean {
  const [, name = ""] = address.replace(/\[.*\]$/, "").split(".");
  const input = file.resources["aws_lambda_invocation"]?.[name]?.["input"];
  return action === "create" && typeof input === "string" && input.includes('"adoptId"');
}

/** Reasons by address, on one line each. */
export function reasonsOf(shown: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { address, change } of changesOf(shown)) {
    const input = change.after?.input;
    if (typeof input !== "string") continue;
    const { reason } = parse(input) as { reason?: unknown };
    if (typeof reason === "string" && reason !== "") found.set(address, reason.replace(/\s+/g, " "));
  }
  return found;
}

function changesOf(shown: string): readonly ResourceChange[] {
  try {
    return parsePlan(shown).resource_changes ?? [];
  } catch {
    return []; // as above: the plan stands without these lines
  }
}

function parse(text: string): object {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {}; // not ours: an invocation of somebody's own function takes any text
  }
}
