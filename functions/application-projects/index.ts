import type { InvocationContext } from "../application-store/queue-message";
import { makeClients } from "./clients";
import { createHandler } from "./handler";
import { answerOffice } from "./office";
import { placesOf } from "./settings";

let made: ReturnType<typeof createHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: unknown, context: InvocationContext): Promise<unknown> {
  made ??= createHandler({ clients: makeClients(), places: placesOf(process.env), office: answerOffice });
  return made(event, context);
}
