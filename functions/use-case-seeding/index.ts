import { makeClients } from "./clients";
import { createHandler, type InvocationContext } from "./handler";
import { bundledSeeds } from "./seeds";
import { placesOf } from "./settings";

let made: ReturnType<typeof createHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: unknown, context: InvocationContext): Promise<unknown> {
  made ??= createHandler({
    clients: makeClients(),
    places: placesOf(process.env),
    seeds: bundledSeeds(__dirname),
  });
  return made(event, context);
}
