import type { HttpRequest } from "../../service";
import type { AuthorizerContext } from "./authorization";
import type { HttpApi, Stage } from "./model";
import type { RouteMatch } from "./routes";

/** A request on its way to a function. */
export interface Invocation {
  readonly api: HttpApi;
  readonly stage: Stage;
  readonly match: RouteMatch;
  readonly request: HttpRequest;
  /** Path with the stage, decoded. */
  readonly rawPath: string;
  readonly authorizer: AuthorizerContext;
  readonly requestId: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * The event of a proxy integration in format 2.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function proxyEvent(invocation: Invocation): object {
  const { api, stage, match, request, rawPath, authorizer, requestId } = invocation;
  const { cookie, ...headers } = request.headers as Record<string, string | undefined>;
  const { routeKey } = match.route;
  const now = new Date();
  const domainName = `${api.apiId}.execute-api.${api.region}.amazonaws.com`;
  const http = {
    method: request.method,
    path: rawPath,
    protocol: "HTTP/1.1",
    sourceIp: "127.0.0.1",
    userAgent: headers["user-agent"] ?? "",
  };
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString: request.query.toString(),
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: { ...headers, "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https", "x-forwarded-port": "443" },
    ...filled("queryStringParameters", queryOf(request.query)),
    requestContext: {
      accountId: api.account,
      apiId: api.apiId,
      ...(authorizer === undefined ? {} : { authorizer }),
      domainName,
      domainPrefix: api.apiId,
      http,
      requestId,
      routeKey,
      stage: stage.stageName,
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...filled("pathParameters", match.pathParameters),
    ...filled("stageVariables", stage.stageVariables ?? {}),
    ...bodyOf(request),
  };
}

/** A member that is left out where it is empty. */
const filled = (name: string, values: Readonly<Record<string, string>>): object =>
  Object.keys(values).length > 0 ? { [name]: values } : {};

function queryOf(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(",")]));
}

/** Bodies of text types are text; all others come in base64. */
function bodyOf({ headers, body }: HttpRequest): object {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded))|\+(json|xml)\b/.test(
    (headers as Record<string, string | undefined>)["content-type"] ?? "",
  );
  return isText
    ? { body: body.toString("utf8"), isBase64Encoded: false }
    : { body: body.toString("base64"), isBase64Encoded: true };
}

/** As in `12/Mar/2020:19:03:58 +0000`. */
function clfTime(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}
