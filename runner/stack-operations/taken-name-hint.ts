import { relative } from "node:path";
import { workspaceOf, type Session } from "../session";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";

/** The provider's words for what is imported by its name: kind and name of what could not be created. */
const TAKEN =
  /creating (?:IAM Role|KMS Alias|S3 Bucket|Lambda Function|CloudWatch Logs Log Group) \(([^)]+)\): .*(?:AlreadyExists|AlreadyOwnedByYou|already exist)/;

/**
 * Adds to an error how to import a resource that a killed apply has created and not saved: Terraform saves a remote
 * state every 20 seconds at most, and AWS gives the same name only once.
 */
export function withTakenNameHint(
  session: Pick<Session, "stage">,
  stack: SynthesizedStack,
  error: Diagnostic,
): Diagnostic {
  const name = TAKEN.exec(`${error.summary} ${error.detail}`.replace(/\s+/g, " "))?.[1];
  if (name === undefined || error.address === undefined) return error;
  const workspace = workspaceOf(session, stack);
  const selected = workspace === undefined ? "" : `TF_WORKSPACE=${workspace} `;
  const directory = relative(process.cwd(), stack.directory) || ".";
  const hint = `If an apply that was killed made it, take it into the state: ${selected}terraform -chdir=${directory} import ${error.address} ${name}`;
  return { ...error, detail: error.detail === "" ? hint : `${error.detail}\n${hint}` };
}
