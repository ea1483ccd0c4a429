import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SecretsManagerClient, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { rootCredentials } from "../../../packages/emulator";
import { listedHosts, type PlayedHost, robotToken, storeTokens } from "../../../sandbox/code-hosts";
import { findPythonTools } from "../../../sandbox/launcher/python-tools";
import { emulatorUrl, Services } from "../../../sandbox/launcher/services";
import { ROOT } from "../../support/life";

const ACCOUNT = "500000000002";
const ARN = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:hosts/github-AbCdEf`;
const HOST: PlayedHost = {
  key: "github",
  type: "github",
  url: "https://github.com",
  namespace: "acme",
  secretArn: ARN,
  people: [],
};

it("starts code hosts with the sandbox, and has their tokens where functions look for them, by the ARN of the configuration", async () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-code-hosts-"));
  const tools = await findPythonTools(join(ROOT, ".smus"), process.env, () => undefined);
  const services = await Services.start({
    root: ROOT,
    workDirectory: directory,
    environment: process.env,
    tools,
    invitedAccountIds: [],
    enabledRegions: [],
    ownProviders: true,
    codeHosts: [HOST],
  });
  try {
    const { addresses } = services;
    expect(await listedHosts(addresses.codeHostsPort ?? 0)).toMatchObject([
      { key: "github", url: "https://github.com" },
    ]);
    await storeTokens(emulatorUrl(addresses), [HOST]);
    await storeTokens(emulatorUrl(addresses), [HOST]);
    const endpoint = emulatorUrl(addresses);
    const client = new SecretsManagerClient({ endpoint, region: "us-east-1", credentials: rootCredentials(ACCOUNT) });
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: ARN }));
    expect(JSON.parse(SecretString ?? "")).toEqual({ token: robotToken("github") });
  } finally {
    await services.stop();
    rmSync(directory, { recursive: true, force: true });
  }
});
