import { asRoot } from "../launcher/root-user";
import { type PlayedHost, robotToken } from "./played-hosts";

/**
 * Puts the token of each played host where its functions look for it. moto finds a secret by the end of its ARN, so that is its name: the six
 * characters that AWS adds to a name are chosen by nobody here.
 *
 * @param url - of the emulator
 */
export async function storeTokens(url: string, hosts: readonly PlayedHost[]): Promise<void> {
  for (const { key, secretArn } of hosts) {
    const [, , , region, account, , ...name] = secretArn.split(":");
    const body = { Name: name.join(":"), SecretString: JSON.stringify({ token: robotToken(key) }) };
    try {
      await asRoot(url, account, region)("secretsmanager", { target: "secretsmanager.CreateSecret", body });
    } catch (error) {
      // A sandbox that was kept, or began from a snapshot, has it already.
      if (!(error as Error).message.includes("ResourceExistsException")) throw error;
    }
  }
}
