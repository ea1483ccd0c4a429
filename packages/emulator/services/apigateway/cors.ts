import type { HttpReply, HttpRequest } from "../../service";
import type { Cors } from "./model";

/** Answer to a preflight request of an API with rules; undefined for any other request. */
export function preflight({ method, headers }: HttpRequest, cors: Cors | undefined): HttpReply | undefined {
  if (cors === undefined || method !== "OPTIONS") return undefined;
  const { origin, "access-control-request-method": wanted } = headers as Record<string, string | undefined>;
  if (origin === undefined || wanted === undefined) return undefined;
  const allowed = originHeaders(origin, cors);
  const also = {
    "access-control-allow-methods": cors.allowMethods?.join(","),
    "access-control-allow-headers": cors.allowHeaders?.join(","),
    "access-control-max-age": cors.maxAge === undefined ? undefined : String(cors.maxAge),
  };
  return { status: 204, headers: allowed === undefined ? {} : { ...allowed, ...given(also) }, body: "" };
}

/**
 * An answer with the headers that the API's rules give; those of the integration do not count.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function withCors(reply: HttpReply, { headers }: HttpRequest, cors: Cors | undefined): HttpReply {
  if (cors === undefined) return reply;
  const own = Object.entries(reply.headers).filter(([name]) => !name.startsWith("access-control-"));
  const { origin } = headers as Record<string, string | undefined>;
  const allowed = origin === undefined ? undefined : originHeaders(origin, cors);
  const exposed = given({ "access-control-expose-headers": cors.exposeHeaders?.join(",") });
  return { ...reply, headers: { ...Object.fromEntries(own), ...(allowed && { ...allowed, ...exposed }) } };
}

function originHeaders(origin: string, cors: Cors): Record<string, string> | undefined {
  const fits = (allowed: string): boolean =>
    allowed === "*" || allowed === origin || (allowed.endsWith("://*") && origin.startsWith(allowed.slice(0, -1)));
  const found = cors.allowOrigins?.find(fits);
  if (found === undefined) return undefined;
  return given({
    "access-control-allow-origin": found === "*" ? "*" : origin,
    "access-control-allow-credentials": cors.allowCredentials === true ? "true" : undefined,
  });
}

/** Headers that have a value. */
function given(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const set = Object.entries(headers).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(set);
}
