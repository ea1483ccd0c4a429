import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { AUDIENCE, CLIENT_ID, type Registration } from "./configuration";
import { PERSONAS } from "./personas";
import { serveIssuer } from "./server";

/** Program of the sandbox's issuer: serves until it is ended. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      registration: { type: "string" },
      redirect: { type: "string", multiple: true },
      "token-seconds": { type: "string", default: "600" },
      "not-renewable": { type: "boolean", default: false },
    },
  });
  const { registration: file } = values;
  const registration: Registration =
    file === undefined
      ? { clientId: CLIENT_ID, audience: AUDIENCE, personas: PERSONAS }
      : (JSON.parse(readFileSync(file, "utf8")) as Registration);
  await serveIssuer(Number(values.port), {
    ...registration,
    redirectUris: values.redirect ?? [],
    tokenSeconds: Number(values["token-seconds"]),
    isRenewable: !values["not-renewable"],
  });
}

main().catch((error: unknown) => {
  const isMissing = (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND";
  console.error(isMissing ? "the sandbox's issuer needs the development package oidc-provider: npm ci" : error);
  process.exitCode = 1;
});
