import { makeClients } from "./clients";
import { createHandler, type InvocationContext } from "./handler";
import { connectWith } from "./host/connection";
import { placesOf } from "./settings";

let made: ReturnType<typeof createHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: unknown, context: InvocationContext): Promise<unknown> {
  if (made === undefined) {
    const clients = makeClients();
    made = createHandler({ clients, places: placesOf(process.env), connect: connectWith(clients.secrets) });
  }
  return made(event, context);
}
