/** Request to a code host's API; `functions/code-host` has the same shape, and sends it with a token. */
export interface HostRequest {
  readonly method: "GET" | "POST";
  /** Below the base of the API: begins with a slash, may have a query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Sends one request and brings the answer, whatever its status is. */
export type Transport = (request: HostRequest) => Promise<{ readonly status: number; readonly body: unknown }>;
