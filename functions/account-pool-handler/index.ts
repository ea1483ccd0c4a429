import { readConfiguration } from "./configuration";
import { createPoolHandler, type PoolEvent, type PoolReply } from "./handler";
import { offeredAccounts } from "./organization";

let made: ReturnType<typeof createPoolHandler> | undefined;

/** Entry point of the Lambda function. */
export async function handler(event: PoolEvent): Promise<PoolReply> {
  made ??= createPoolHandler(readConfiguration(process.env), { accounts: offeredAccounts, now: Date.now });
  return made(event);
}
