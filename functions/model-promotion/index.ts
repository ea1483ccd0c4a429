import { aiopsPlacesOf } from "../application-store/aiops-settings";
import type { InvocationContext } from "../application-store/queue-message";
import { makeClients } from "./clients";
import { createHandler } from "./handler";
import { connectWith } from "./host/connection";

let made: ReturnType<typeof createHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: unknown, context: InvocationContext): Promise<unknown> {
  if (made === undefined) {
    const clients = makeClients();
    made = createHandler({ clients, places: aiopsPlacesOf(process.env), connect: connectWith(clients.secrets) });
  }
  return made(event, context);
}
