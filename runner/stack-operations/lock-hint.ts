import { relative } from "node:path";
import { workspaceOf, type Session } from "../session";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";

/** Terraform says who holds a lock, but not how to release one that a killed run left behind. */
export function withLockHint(
  session: Pick<Session, "stage">,
  stack: SynthesizedStack,
  errors: readonly Diagnostic[],
): readonly Diagnostic[] {
  return errors.map((error) => {
    const id = /^\s*ID:\s+(\S+)/m.exec(`${error.summary}\n${error.detail}`)?.[1];
    if (!error.summary.includes("acquiring the state lock") || id === undefined) return error;
    const workspace = workspaceOf(session, stack);
    const selected = workspace === undefined ? "" : `TF_WORKSPACE=${workspace} `;
    const command = `${selected}terraform -chdir=${relative(process.cwd(), stack.directory) || "."} force-unlock ${id}`;
    return {
      ...error,
      detail: `${error.detail}\nIf nobody else is at work, a killed run left it behind; release it: ${command}`,
    };
  });
}
