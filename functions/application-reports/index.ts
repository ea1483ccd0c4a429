import { makeClients } from "./clients";
import { createHandler } from "./handler";
import { readSettings } from "./settings";

let made: ReturnType<typeof createHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: unknown): Promise<unknown> {
  made ??= createHandler({ clients: makeClients(), settings: readSettings(process.env) });
  return made(event);
}
