import type { DataZoneClient } from "@aws-sdk/client-datazone";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { RAMClient } from "@aws-sdk/client-ram";
import type { S3Client } from "@aws-sdk/client-s3";
import type { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { type ClientSettings, type Credentials, endpointOf, type EndpointService, PATIENT } from "../client-settings";

/** Clients of the services that tell about an account, by the prefix of their actions in IAM. */
export interface ReadingClients {
  readonly datazone: DataZoneClient;
  readonly ec2: EC2Client;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly organizations: OrganizationsClient;
  readonly ram: RAMClient;
  readonly s3: S3Client;
  readonly servicequotas: ServiceQuotasClient;
  readonly sso: SSOAdminClient;
}

/** A service that tells about an account. */
export type ReadingService = keyof ReadingClients;

type Settings = ClientSettings & { readonly region: string };
type Loaders = { readonly [S in ReadingService]: (settings: Settings) => Promise<ReadingClients[S]> };

/** Modules are loaded when the first client is made: EC2's alone is larger than all others together. */
const LOADERS: Loaders = {
  datazone: async (settings) => new (await import("@aws-sdk/client-datazone")).DataZoneClient(settings),
  ec2: async (settings) => new (await import("@aws-sdk/client-ec2")).EC2Client(settings),
  iam: async (settings) => new (await import("@aws-sdk/client-iam")).IAMClient(settings),
  kms: async (settings) => new (await import("@aws-sdk/client-kms")).KMSClient(settings),
  organizations: async (settings) => new (await import("@aws-sdk/client-organizations")).OrganizationsClient(settings),
  ram: async (settings) => new (await import("@aws-sdk/client-ram")).RAMClient(settings),
  s3: async (settings) => {
    const { S3Client: Client } = await import("@aws-sdk/client-s3");
    // A local AWS has no host names for buckets.
    return new Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
  },
  servicequotas: async (settings) => new (await import("@aws-sdk/client-service-quotas")).ServiceQuotasClient(settings),
  sso: async (settings) => new (await import("@aws-sdk/client-sso-admin")).SSOAdminClient(settings),
};

const ENDPOINTS: Readonly<Record<ReadingService, EndpointService>> = {
  datazone: "DATAZONE",
  ec2: "EC2",
  iam: "IAM",
  kms: "KMS",
  organizations: "ORGANIZATIONS",
  ram: "RAM",
  s3: "S3",
  servicequotas: "SERVICE_QUOTAS",
  sso: "SSO_ADMIN",
};

/** Makes the clients that read one account; they share one session of its role. */
export class AccountReader {
  private readonly made = new Map<string, Promise<unknown>>();

  constructor(
    private readonly credentials: Credentials,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** The client of a service in a Region. Honours `AWS_ENDPOINT_URL` and its form for the service. */
  client<S extends ReadingService>(service: S, region: string): Promise<ReadingClients[S]> {
    const key = `${service} ${region}`;
    const known = this.made.get(key) as Promise<ReadingClients[S]> | undefined;
    if (known !== undefined) return known;
    const { credentials, environment } = this;
    const settings = { ...PATIENT, region, credentials, ...endpointOf(ENDPOINTS[service], environment) };
    const client = LOADERS[service](settings);
    this.made.set(key, client);
    return client;
  }
}
