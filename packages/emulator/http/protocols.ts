import { notImplemented, ServiceError } from "../errors";
import { type HttpReply, type HttpRequest, type ParsedRequest, type Protocol, RawReply } from "../service";
import { Router, type RouteTable } from "./router";

const jsonReply = (status: number, type: string, requestId: string, value: unknown): HttpReply => ({
  status,
  headers: { "content-type": type, "x-amzn-requestid": requestId },
  body: value === undefined ? "" : JSON.stringify(value),
});

function parseJson(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  const value: unknown = JSON.parse(body.toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ServiceError("SerializationException", 400, "the request body is not a JSON object");
  return value as Record<string, unknown>;
}

export interface RestJsonOptions {
  readonly service: string;
  readonly routes: RouteTable;
  /** Success status by operation. @default 200 */
  readonly statuses?: Readonly<Record<string, number>>;
  /** Members sent in the query string; all other query parameters are unknown. */
  readonly query?: Readonly<Record<string, "string" | "integer" | "boolean" | "list">>;
  /** Members sent as headers, by lower-case header name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Operations whose body is one binary member. */
  readonly payloads?: Readonly<Record<string, string>>;
}

/** AWS's rest-json protocol. */
export function restJson(options: RestJsonOptions): Protocol {
  const router = new Router(options.routes);
  return {
    parse(request) {
      const match = router.match(request.method, request.path);
      if (!match) throw notImplemented(options.service, `${request.method} ${request.path}`);
      const payload = options.payloads?.[match.operation];
      const body = payload ? { [payload]: request.body } : parseJson(request.body);
      const { values, unknown } = queryInput(request, options);
      const headers = Object.entries(options.headers ?? {})
        .filter(([name]) => request.headers[name] !== undefined)
        .map(([name, member]) => [member, request.headers[name]] as const);
      const input = { ...body, ...Object.fromEntries(headers), ...values, ...match.labels };
      return { operation: match.operation, input, unknownQuery: unknown };
    },
    reply(operation, output, requestId) {
      if (output instanceof RawReply)
        return {
          status: output.status,
          headers: { "x-amzn-requestid": requestId, ...output.headers },
          body: output.body,
        };
      const status = options.statuses?.[operation] ?? 200;
      return jsonReply(status, "application/json", requestId, status === 204 ? undefined : (output ?? {}));
    },
    error(error, requestId) {
      const reply = jsonReply(error.status, "application/json", requestId, {
        message: error.message,
        Message: error.message,
        code: error.code,
      });
      return { ...reply, headers: { ...reply.headers, "x-amzn-errortype": error.code } };
    },
  };
}

function queryInput(request: HttpRequest, options: RestJsonOptions) {
  const values: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const name of new Set(request.query.keys())) {
    const text = request.query.get(name) ?? "";
    switch (options.query?.[name]) {
      case "string":
        values[name] = text;
        break;
      case "integer":
        values[name] = Number(text);
        break;
      case "boolean":
        values[name] = text === "true";
        break;
      case "list":
        values[name] = request.query.getAll(name);
        break;
      default:
        unknown.push(name);
    }
  }
  return { values, unknown };
}

/** AWS's json protocol: the operation in X-Amz-Target, everything else in the body. */
export function awsJson(version: "1.0" | "1.1"): Protocol {
  const type = `application/x-amz-json-${version}`;
  return {
    parse(request): ParsedRequest {
      const target = request.headers["x-amz-target"] ?? "";
      return { operation: target.slice(target.lastIndexOf(".") + 1), input: parseJson(request.body) };
    },
    reply: (_operation, output, requestId) => jsonReply(200, type, requestId, output ?? {}),
    error(error, requestId) {
      const body = { __type: error.code, message: error.message, Message: error.message };
      const reply = jsonReply(error.status, type, requestId, body);
      return { ...reply, headers: { ...reply.headers, "x-amzn-errortype": error.code } };
    },
  };
}

const escapeXml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const toXml = (value: object): string =>
  Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(
      ([name, member]) =>
        `<${name}>${typeof member === "object" ? toXml(member as object) : escapeXml(String(member))}</${name}>`,
    )
    .join("");

/** AWS's query protocol: form-encoded request, XML reply. */
export function awsQuery(namespace: string): Protocol {
  const xml = (status: number, requestId: string, body: string): HttpReply => ({
    status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body,
  });
  return {
    parse(request) {
      const form = new URLSearchParams(request.body.length > 0 ? request.body.toString("utf8") : request.query);
      const { Action: operation = "", Version: _version, ...input } = Object.fromEntries(form);
      return { operation, input };
    },
    reply(operation, output, requestId) {
      const result = `<${operation}Result>${toXml((output ?? {}) as object)}</${operation}Result>`;
      const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      const body = `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
      return xml(200, requestId, body);
    },
    error(error, requestId) {
      const detail = toXml({
        Type: error.status < 500 ? "Sender" : "Receiver",
        Code: error.code,
        Message: error.message,
      });
      const body = `<ErrorResponse xmlns="${namespace}"><Error>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
      return xml(error.status, requestId, body);
    },
  };
}
