import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import type { Problems, Validation } from "../family";
import type { ApiAnswer, ApiRequest } from "../http/call";
import { type Route, Routes } from "../http/routes";
import {
  type DescribedOperation,
  type Description,
  type DescribedParameter,
  description,
  resolved,
  type Schema,
} from "./description";
import { standAlone } from "./json-schema";

/** Most problems of a request or answer that are told. */
const MOST = 10;

interface Described extends Route {
  readonly operation: DescribedOperation;
}

/**
 * Judge by GitHub's published description; undefined where it is not installed. A schema is compiled when its operation is called for the
 * first time.
 *
 * @param version `api.github.com` or `ghes-<version>`
 */
export function openApiValidation(version: string): Validation | undefined {
  const from = description(version);
  return from === undefined ? undefined : new OpenApiValidation(from);
}

class OpenApiValidation implements Validation {
  private readonly answers = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  private readonly strict = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  private readonly coercing = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: true });
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly routes: Routes<Described>;
  private readonly operations: ReadonlyMap<string, DescribedOperation>;

  constructor(private readonly from: Description) {
    const routes = Object.entries(from.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        operation,
      })),
    );
    this.routes = new Routes(routes);
    this.operations = new Map(routes.map(({ id, operation }) => [id, operation]));
  }

  nameOf(method: string, path: string): string | undefined {
    return this.routes.match(method, path)?.route.id;
  }

  request({ id }: Route, { body, query }: ApiRequest, labels: Readonly<Record<string, string>>) {
    const operation = this.operation(id);
    if (operation === undefined) return { refused: [`${id} is not an operation of this version`], noted: [] };
    const refused = [...this.parameters(operation, query, labels), ...this.body(operation, body)];
    return { refused, noted: this.unknownMembers(operation, body) };
  }

  answer({ id }: Route, { status, body }: ApiAnswer): Problems {
    const operation = this.operation(id);
    const response = operation?.responses[String(status)];
    // Refusals that any operation may answer are not in the description of each.
    if (response === undefined) return status >= 400 ? [] : [`${id} does not answer ${status}`];
    const { content } = resolved(this.from, response);
    const schema = content?.["application/json"]?.schema;
    if (schema === undefined || Buffer.isBuffer(body)) return [];
    return this.judge(`${id} ${status}`, this.answers, schema, body);
  }

  private operation(id: string): DescribedOperation | undefined {
    return this.operations.get(id);
  }

  private body(operation: DescribedOperation, body: ApiRequest["body"]): Problems {
    const schema = bodySchema(operation);
    if (schema === undefined) return [];
    const isOptional = operation.requestBody?.required !== true && Object.keys(body).length === 0;
    return isOptional ? [] : this.judge(`${operation.operationId} body`, this.strict, schema, body);
  }

  /** Members of a body that GitHub does not know. It takes no notice of them; whoever sends them means something. */
  private unknownMembers(operation: DescribedOperation, body: ApiRequest["body"]): Problems {
    const schema = bodySchema(operation);
    const known = schema === undefined ? {} : (resolved<Schema>(this.from, schema).properties as Schema | undefined);
    if (known === undefined) return [];
    return Object.keys(body)
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => `${operation.operationId} has no member "${name}"`);
  }

  private parameters(
    operation: DescribedOperation,
    query: URLSearchParams,
    labels: Readonly<Record<string, string>>,
  ): Problems {
    const parameters = (operation.parameters ?? []).map((one) => resolved<DescribedParameter>(this.from, one));
    const places = parameters.filter(({ in: place }) => place === "path" || place === "query");
    const schema: Schema = {
      type: "object",
      properties: Object.fromEntries(places.map(({ name, schema: own }) => [name, own ?? {}])),
      required: places.filter(({ in: place, required }) => place === "query" && required).map(({ name }) => name),
    };
    return this.judge(`${operation.operationId} parameters`, this.coercing, schema, {
      ...Object.fromEntries(query),
      ...labels,
    });
  }

  private judge(key: string, ajv: Ajv, schema: Schema, value: unknown): Problems {
    const known = this.compiled.get(key) ?? ajv.compile(standAlone(this.from, schema, ajv === this.answers));
    this.compiled.set(key, known);
    return known(value) ? [] : (known.errors ?? []).slice(0, MOST).map(line);
  }
}

const bodySchema = ({ requestBody }: DescribedOperation): Schema | undefined =>
  requestBody?.content?.["application/json"]?.schema;

/** A problem as GitHub words it: `For 'properties/name', nil is not a string.` */
function line({ instancePath, message = "is not valid", params }: ErrorObject): string {
  const { missingProperty } = params as { missingProperty?: string };
  if (missingProperty !== undefined && instancePath === "") return `"${missingProperty}" wasn't supplied.`;
  const place = instancePath.replace(/\//g, ".").slice(1);
  return `For '${place === "" ? "the body" : `properties/${place}`}', it ${message}.`;
}
