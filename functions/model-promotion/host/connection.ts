import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { CodeHostSettings } from "../../../contracts/aiops/settings";
import { connect, parseSecret, type Transport } from "../../code-host";

/** Connections to code hosts with the tokens of their secrets. What a secret holds reaches the host's requests, and no log and no error. */
export function connectWith(client: SecretsManagerClient): (host: CodeHostSettings) => Transport {
  return (host) =>
    connect(host, async () => {
      const { SecretString: text = "" } = await client.send(new GetSecretValueCommand({ SecretId: host.secretArn }));
      return parseSecret(text);
    });
}
