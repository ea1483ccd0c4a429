import { DataZoneClient } from "@aws-sdk/client-datazone";
import { IAMClient } from "@aws-sdk/client-iam";
import { LakeFormationClient } from "@aws-sdk/client-lakeformation";
import { RAMClient } from "@aws-sdk/client-ram";
import { CodeConnectionsReader } from "./code-connections";
import { type Credentials, endpointOf, PATIENT } from "../client-settings";

/** Account and Region that are read. */
export interface ReaderSettings {
  readonly region: string;
  /** @default - the SDK's own chain: environment, profile, role of the machine */
  readonly credentials?: Credentials;
  /**
   * Variables that may name the endpoint of AWS CodeConnections: its reader is not the SDK's, which looks by itself.
   *
   * @default - AWS's own endpoint
   */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Clients that read what an account has of a domain. They share one session of the credentials. */
export interface Readers {
  readonly datazone: DataZoneClient;
  readonly ram: RAMClient;
  readonly iam: IAMClient;
  readonly codeConnections: CodeConnectionsReader;
  /** Its settings are per Region. */
  readonly lakeFormation: (region: string) => LakeFormationClient;
}

/** DataZone for somebody who reads a whole domain: it waits long where the service asks to slow down. */
export function datazoneReader(settings: ReaderSettings): DataZoneClient {
  return new DataZoneClient({ ...settings, ...PATIENT });
}

/** Clients for reading an account. Endpoints are the SDK's own, from the environment of the process. */
export function readersOf(settings: ReaderSettings): Readers {
  const datazone = datazoneReader(settings);
  const { credentials } = datazone.config; // remembers the session, which a provider of credentials does not
  const shared = { region: settings.region, credentials, ...PATIENT };
  return {
    datazone,
    ram: new RAMClient(shared),
    iam: new IAMClient(shared),
    codeConnections: new CodeConnectionsReader({
      credentials,
      region: () => Promise.resolve(settings.region),
      ...endpointOf("CODECONNECTIONS", settings.environment ?? {}),
    }),
    lakeFormation: (region) => new LakeFormationClient({ ...shared, region }),
  };
}
