import { parseArgs } from "node:util";
import { PERSONAS } from "./personas";
import { serveIssuer } from "./server";

/** Program of the sandbox's issuer: serves until it is ended. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      redirect: { type: "string", multiple: true },
      "token-seconds": { type: "string", default: "600" },
      "not-renewable": { type: "boolean", default: false },
    },
  });
  await serveIssuer(Number(values.port), {
    redirectUris: values.redirect ?? [],
    personas: PERSONAS,
    tokenSeconds: Number(values["token-seconds"]),
    isRenewable: !values["not-renewable"],
  });
}

main().catch((error: unknown) => {
  const isMissing = (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND";
  console.error(isMissing ? "the sandbox's issuer needs the development package oidc-provider: npm ci" : error);
  process.exitCode = 1;
});
