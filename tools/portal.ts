import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { servePortal } from "../portal/dev-server";
import { PERSONAS, startIssuer } from "../sandbox/issuer";

/**
 * Serves the portal with an API in memory, to look at it: `npm run portal -- --items 300 --port 8080`. The issuer is the sandbox's:
 * whoever opens the page signs in as one of its personas.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { items: { type: "string", default: "3" }, port: { type: "string", default: "0" } },
  });
  const directory = path.resolve(__dirname, "../.smus/portal");
  mkdirSync(directory, { recursive: true });
  const server = await servePortal(Number(values.items), Number(values.port));
  const issuer = await startIssuer({ redirectUris: [`${server.url}/`], directory });
  server.trust(issuer);
  process.once("exit", () => issuer.stopNow());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
  console.log(`${server.url}\n${PERSONAS.map(({ name, description }) => `  ${name}: ${description}`).join("\n")}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
