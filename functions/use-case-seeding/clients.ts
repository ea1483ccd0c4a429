import { DataZoneClient } from "@aws-sdk/client-datazone";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SSMClient } from "@aws-sdk/client-ssm";
import { ADAPTIVE, STANDARD } from "../../aws/client-settings";
import { roleCredentials } from "../../aws/credentials";
import { makeStoreClients, type StoreClients } from "../application-store/clients";

/** Account and Region in which a record is read, by the role that may. */
export interface AccountPlace {
  readonly roleArn: string;
  readonly region: string;
}

/** The AWS clients of one instance of the function, kept over invocations. */
export interface Clients extends StoreClients {
  readonly datazone: DataZoneClient;
  readonly secrets: SecretsManagerClient;
  /** Parameters of an account, as its role. */
  readonly parametersOf: (place: AccountPlace) => SSMClient;
}

/** Clients whose Region, keys and endpoints are those of the function's environment. */
export function makeClients(): Clients {
  return {
    ...makeStoreClients(),
    datazone: new DataZoneClient(ADAPTIVE),
    secrets: new SecretsManagerClient(STANDARD),
    parametersOf: keptParameters(),
  };
}

/** Clients by role and Region: each has its own session. */
function keptParameters(): Clients["parametersOf"] {
  const kept = new Map<string, SSMClient>();
  return ({ roleArn, region }) => {
    const key = `${roleArn} ${region}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const credentials = roleCredentials({ roleArn, sessionName: "use-case-seeding" });
    const made = new SSMClient({ ...STANDARD, region, credentials });
    kept.set(key, made);
    return made;
  };
}
