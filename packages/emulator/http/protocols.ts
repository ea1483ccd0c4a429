import { notImplemented, ServiceError } from "../errors";
import { type HttpReply, type HttpRequest, type ParsedRequest, type Protocol, RawReply } from "../service";
import { HttpBindings, type NewerQuery, type OperationBinding, type QueryType } from "./bindings";

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

/** Settings of a service's rest-json protocol. */
export interface RestJsonOptions {
  readonly service: string;
  /** Module of the service's SDK client, whose schemas say where operations are and where their members travel. */
  readonly client: object;
  /** Names of the operations that are served. */
  readonly served: readonly string[];
  /** Success statuses that differ from the client's schemas. */
  readonly statuses?: Readonly<Record<string, number>>;
  /** Query parameters that the service has and the SDK's client does not know yet. */
  readonly newerQuery?: NewerQuery;
  /** Operations whose body is one binary member. */
  readonly payloads?: Readonly<Record<string, string>>;
}

/** AWS's rest-json protocol. */
export function restJson(options: RestJsonOptions): Protocol {
  const bindings = new HttpBindings(options.client, options.newerQuery);
  const served = new Set(options.served);
  return {
    parse(request) {
      const match = bindings.match(request.method, request.path);
      // Before the body is read: that of an operation which is not served may be anything.
      if (!match || !served.has(match.operation))
        throw notImplemented(options.service, match?.operation ?? `${request.method} ${request.path}`);
      const { operation, labels } = match;
      const binding = bindings.of(operation);
      const payload = options.payloads?.[operation];
      const body = payload ? { [payload]: request.body } : parseJson(request.body);
      const { values, unknown } = queryInput(request, binding);
      return {
        operation,
        input: { ...body, ...headerInput(request, binding), ...values, ...labels },
        unknownQuery: unknown,
      };
    },
    reply(operation, output, requestId) {
      if (output instanceof RawReply)
        return {
          status: output.status,
          headers: { "x-amzn-requestid": requestId, ...output.headers },
          body: output.body,
        };
      const status = options.statuses?.[operation] ?? bindings.of(operation).status;
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

function headerInput({ headers }: HttpRequest, binding: OperationBinding): Record<string, unknown> {
  const given = [...binding.headers].filter(([name]) => headers[name] !== undefined);
  return Object.fromEntries(given.map(([name, member]) => [member, headers[name]]));
}

/** Members from the query string, and the parameters that no member takes. */
function queryInput({ query }: HttpRequest, binding: OperationBinding) {
  const values: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const name of new Set(query.keys())) {
    const bound = binding.query.get(name);
    if (bound) values[bound.member] = QUERY_VALUES[bound.type](query.getAll(name));
    else unknown.push(name);
  }
  return { values, unknown };
}

const QUERY_VALUES: Readonly<Record<QueryType, (texts: string[]) => unknown>> = {
  string: ([text]) => text,
  integer: ([text]) => Number(text),
  boolean: ([text]) => text === "true",
  list: (texts) => texts,
};

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

/** Text for the body of an element of XML. */
export const escapeXml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

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
