/** Request to a code host's API. */
export interface HostRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base of the API: begins with a slash, may have a query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Answer of a code host. */
export interface HostAnswer {
  readonly status: number;
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON that was read, or the text where it is none; undefined where there is none. */
  readonly body: unknown;
}

/**
 * Sends one request and brings the answer, whatever its status is. Redirects are not followed: a token goes nowhere else than where it was
 * sent.
 *
 * @throws HostUnreachable where no answer came
 */
export type Transport = (request: HostRequest) => Promise<HostAnswer>;

/** No answer came. Whether the host has done it is not known. */
export class HostUnreachable extends Error {
  override readonly name = "HostUnreachable";

  /** @param fix - what somebody can do about it */
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** The host asks to be left alone for longer than a request waits. */
export class HostThrottles extends Error {
  override readonly name = "HostThrottles";

  /** @param until - time from which it may be asked again (ISO 8601) */
  constructor(
    message: string,
    readonly until: string,
  ) {
    super(message);
  }
}

/** Words of a host's refusal: GitHub and GitLab put them into different members. */
export function saidIn({ status, body }: HostAnswer): string {
  const words = wordsOf(body).slice(0, 300);
  return words === "" ? `status ${status}` : `${status}: ${words}`;
}

function wordsOf(body: unknown): string {
  if (typeof body === "string") return /^\s*</.test(body) ? "" : body.trim();
  if (typeof body !== "object" || body === null) return "";
  const { message, error, error_description: description, errors } = body as Record<string, unknown>;
  const main = [message, error, description].find((one) => one !== undefined);
  const details = Array.isArray(errors) ? errors.map(detailOf).filter((one) => one !== "") : [];
  return [main === undefined ? "" : textOf(main), ...details].filter((one) => one !== "").join("; ");
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function detailOf(error: unknown): string {
  if (typeof error === "string") return error;
  const { message, field, code } = (error ?? {}) as Record<string, unknown>;
  if (typeof message === "string") return message;
  return [field, code].filter((one) => typeof one === "string").join(" ");
}
