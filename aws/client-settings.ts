import type { STSClientConfig } from "@aws-sdk/client-sts";

/** Keys, or a provider of keys that the SDK asks again before they expire. */
export type Credentials = NonNullable<STSClientConfig["credentials"]>;

/** Settings that every client of ours takes: who asks, where, and how often. What is absent comes from the SDK. */
export interface ClientSettings {
  /** @default - the SDK's own chain: environment, profile, role of the machine */
  readonly credentials?: Credentials;
  readonly endpoint?: string;
  readonly region?: string;
  /** Attempts of a call that is safe to repeat. */
  readonly maxAttempts?: number;
  /** `adaptive` slows the whole client down for a while after throttling, `standard` only the call. */
  readonly retryMode?: "adaptive" | "standard";
}

/**
 * For services that allow a few calls per second (DataZone: 3 writes per account and Region), Organizations as well: the
 * client finds the rate that the service bears.
 */
export const ADAPTIVE = { maxAttempts: 8, retryMode: "adaptive" } as const satisfies ClientSettings;

/** For services that allow tens of calls per second: to back off is enough. */
export const STANDARD = { maxAttempts: 8, retryMode: "standard" } as const satisfies ClientSettings;

/** For readers of a whole domain, which is thousands of calls and may take its time. */
export const PATIENT = { maxAttempts: 10, retryMode: "adaptive" } as const satisfies ClientSettings;

/** For creations that have no client token: whoever repeats one looks first whether it has happened. */
export const ONCE = { maxAttempts: 1 } as const satisfies ClientSettings;

/** Services whose endpoint an environment may name. */
export type EndpointService =
  | "CODECONNECTIONS"
  | "DATAZONE"
  | "EC2"
  | "IAM"
  | "KMS"
  | "LAMBDA"
  | "ORGANIZATIONS"
  | "RAM"
  | "S3"
  | "SERVICE_QUOTAS"
  | "SSO_ADMIN"
  | "STS";

/**
 * Endpoint of a service that `environment` names instead of AWS's own: the service's variable, then `AWS_ENDPOINT_URL`.
 *
 * The SDK reads the same from the process's environment; this is for an environment that was handed over.
 */
export function endpointOf(service: EndpointService, environment: NodeJS.ProcessEnv): { endpoint?: string } {
  const endpoint = environment[`AWS_ENDPOINT_URL_${service}`] || environment.AWS_ENDPOINT_URL;
  return endpoint ? { endpoint } : {};
}
