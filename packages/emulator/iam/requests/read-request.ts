import * as lakeFormation from "@aws-sdk/client-lakeformation";
import * as scheduler from "@aws-sdk/client-scheduler";
import { HttpBindings, type OperationBinding, type QueryType } from "../../http/bindings";
import type { HttpRequest, ParsedRequest } from "../../service";
import { readForm } from "./form";
import { readS3Request } from "./s3-operation";

/** Services whose operations are in the path, with the schemas that say where. */
const BINDINGS = new Map([
  ["lakeformation", () => new HttpBindings(lakeFormation)],
  ["scheduler", () => new HttpBindings(scheduler)],
]);
const made = new Map<string, HttpBindings>();

/**
 * Reads operation and input of a request that goes on to moto as it came: by S3's paths, by AWS's json protocol (the
 * operation in a header), by its rest-json protocol (in the path) or by its query protocol (in a form).
 *
 * What none of them knows has its method and path as its name, which no service has as an operation.
 */
export function readRequest(signingName: string, request: HttpRequest): ParsedRequest {
  if (signingName === "s3") return readS3Request(request);
  const target = request.headers["x-amz-target"];
  if (target !== undefined) return { operation: target.slice(target.lastIndexOf(".") + 1), input: readJson(request) };
  const bindings = bindingsOf(signingName);
  const match = bindings?.match(request.method, request.path);
  if (bindings && match) {
    const { operation, labels } = match;
    return { operation, input: { ...readJson(request), ...readQuery(request, bindings.of(operation)), ...labels } };
  }
  if (bindings === undefined) {
    const form = readForm(request.body.length > 0 ? request.body.toString("utf8") : request.query);
    if (typeof form.Action === "string") return { operation: form.Action, input: form };
  }
  return { operation: `${request.method} ${request.path}`, input: readJson(request) };
}

/** Members in the query string, as texts. */
function readQuery({ query }: HttpRequest, binding: OperationBinding): Record<string, unknown> {
  const given = [...binding.query].filter(([name]) => query.has(name));
  const value = (name: string, type: QueryType) => (type === "list" ? query.getAll(name) : query.get(name));
  return Object.fromEntries(given.map(([name, { member, type }]) => [member, value(name, type)]));
}

function bindingsOf(signingName: string): HttpBindings | undefined {
  const make = BINDINGS.get(signingName);
  if (make && !made.has(signingName)) made.set(signingName, make());
  return made.get(signingName);
}

function readJson({ body }: HttpRequest): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // the service itself refuses it
  }
}
