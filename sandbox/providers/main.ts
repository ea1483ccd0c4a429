import { parseArgs } from "node:util";
import { startPoolServer } from "./pool-server";

const USAGE = "usage: main.ts [--port N] [--idle N]";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "0" }, idle: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const server = await startPoolServer({
    port: Number(values.port),
    idleLimit: values.idle === undefined ? undefined : Number(values.idle),
  });
  const stop = (): void => void server.stop().then(() => process.exit(0));
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, stop);
  process.stdout.write(`${JSON.stringify({ ready: true, port: server.port })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`providers: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exit(1);
});
