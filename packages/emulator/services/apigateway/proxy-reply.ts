import type { HttpReply } from "../../service";
import { internalServerError } from "./answers";

interface ProxyAnswer {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/**
 * The answer that a function gives in format 2.0: status, headers, cookies and body; or only a body, which is JSON then.
 *
 * @throws GatewayRefusal 500 for a status that is none
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function proxyReply(payload: string): HttpReply {
  const answer: unknown = JSON.parse(payload);
  if (typeof answer !== "object" || answer === null || !("statusCode" in answer))
    return { status: 200, headers: { "content-type": "application/json" }, body: textOf(answer) };
  const { statusCode, headers = {}, cookies, body, isBase64Encoded = false } = answer as ProxyAnswer;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) throw internalServerError();
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  const text = textOf(body ?? "");
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...Object.fromEntries(named) },
    ...(cookies === undefined ? {} : { cookies }),
    body: isBase64Encoded ? Buffer.from(text, "base64") : text,
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
