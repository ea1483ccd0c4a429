import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { awsFault, isDenied, saidBy } from "../../../aws/faults";
import { HostRefusal } from "../../../governance/repositories";
import { parseSecret, type SecretReader } from "../../code-host";

/** Reads the secret of a code host. What it holds reaches the host's requests, and neither a log nor an error. */
export function secretReader(client: SecretsManagerClient, secretArn: string): SecretReader {
  return async () => {
    try {
      const { SecretString: text = "" } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
      return parseSecret(text);
    } catch (error) {
      if (!isDenied(error) && !UNREADABLE.has(awsFault(error)?.name ?? "")) throw error;
      const text = `The secret ${secretArn} cannot be read: ${saidBy(error)}`;
      const fix = "make it, give it a value, and let its key be used by the role of the function";
      throw new HostRefusal({ code: "secret-unreadable", text, fix, for: "platform" });
    }
  };
}

/** Errors that a second attempt does not change. */
const UNREADABLE = new Set(["ResourceNotFoundException", "DecryptionFailure", "InvalidRequestException"]);
