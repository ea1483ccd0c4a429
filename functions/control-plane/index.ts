import { LEDGER_PREFIX_VARIABLE } from "../../contracts/names";
import { ControlPlaneError } from "./errors";
import { type Answer, createHandler, type InvocationContext } from "./runtime";

let made: ReturnType<typeof createHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: unknown, context: InvocationContext): Promise<Answer> {
  made ??= createHandler({ ledgerPrefix: ledgerPrefix() });
  return made(event, context);
}

function ledgerPrefix(): string {
  const value = process.env[LEDGER_PREFIX_VARIABLE];
  if (value !== undefined && value !== "") return value;
  throw new ControlPlaneError(
    "INVALID_REQUEST",
    `environment variable ${LEDGER_PREFIX_VARIABLE} is not set; fix: apply the foundation layer`,
  );
}
