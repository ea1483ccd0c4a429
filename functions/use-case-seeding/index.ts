import { aiopsPlacesOf } from "../application-store/aiops-settings";
import type { InvocationContext } from "../application-store/queue-message";
import { makeClients } from "./clients";
import { createHandler } from "./handler";
import { bundledSeeds } from "./seeds";

let made: ReturnType<typeof createHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: unknown, context: InvocationContext): Promise<unknown> {
  made ??= createHandler({
    clients: makeClients(),
    places: aiopsPlacesOf(process.env),
    seeds: bundledSeeds(__dirname),
  });
  return made(event, context);
}
