/** Request of an API, after its path was found. */
export interface ApiRequest {
  readonly method: string;
  /** Below the base of the API, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Body that is JSON, or a form. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answer of an API. */
export interface ApiAnswer {
  readonly status: number;
  /** Written as JSON, or as it is where it is a buffer; absent for none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refusal, with the body that its host answers. */
export class HostError extends Error {
  constructor(
    readonly status: number,
    readonly body: Readonly<Record<string, unknown>>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(textOf(body.message ?? body.error ?? status));
  }
}

/** A value of a request as a text: a text as it is, nothing as an empty one. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}
