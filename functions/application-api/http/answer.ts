import type { HttpAnswer } from "./event";
import { Problem, PROBLEMS } from "./problem";

/** Content of an answer. */
export interface Reply {
  readonly status: number;
  /** JSON value, or a text that is sent as it is where `type` says what it is. */
  readonly body: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Headers of every answer. Nothing that the API says is kept by browsers or shown in a frame, and no script runs in it; pages of the
 * portal bring a policy of their own.
 */
const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** Writes an answer. */
export function answerOf({ status, body, type, headers = {} }: Reply, correlationId: string): HttpAnswer {
  return {
    statusCode: status,
    headers: {
      ...SECURITY_HEADERS,
      "content-type": type ?? "application/json",
      "x-correlation-id": correlationId,
      ...headers,
    },
    body: type === undefined ? JSON.stringify(body) : String(body),
  };
}

/** Writes a problem as RFC 9457 says. @see https://www.rfc-editor.org/rfc/rfc9457 */
export function problemAnswer({ code, detail, members, headers }: Problem, correlationId: string): HttpAnswer {
  const { status, title } = PROBLEMS[code];
  const body = { type: `urn:problem:${code}`, title, status, detail, code, correlationId, ...members };
  const type = "application/problem+json";
  return answerOf({ status, body: JSON.stringify(body), type, headers }, correlationId);
}
