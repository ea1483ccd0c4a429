import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import { Router } from "./router";

/** Form of a member in the query string. */
export type QueryType = "string" | "integer" | "boolean" | "list";

/** Place of an operation of the rest-json protocol in HTTP, and of its members. */
export interface OperationBinding {
  readonly method: string;
  /** URI template; members in braces. */
  readonly path: string;
  /** Status of a success. */
  readonly status: number;
  /** Members in the query string, by parameter. */
  readonly query: ReadonlyMap<string, { readonly member: string; readonly type: QueryType }>;
  /** Members sent as headers, by lower-case header name. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Query parameters by operation and name, beside those of the client's schemas. */
export type NewerQuery = Readonly<Record<string, Readonly<Record<string, QueryType>>>>;

const OPERATION = 9 satisfies StaticOperationSchema[0];

/** The operations of a service as the schemas of its SDK client describe them. */
export class HttpBindings {
  private readonly schemas: ReadonlyMap<string, StaticOperationSchema>;
  private readonly bindings = new Map<string, OperationBinding>();
  private readonly router: Router;

  /**
   * @param client module of the client package: it exports a schema `<Operation>$` for each operation
   * @param newerQuery query parameters that the client does not know yet, named like their members
   */
  constructor(
    client: object,
    private readonly newerQuery: NewerQuery = {},
  ) {
    const schemas = Object.values(client).filter(isOperationSchema);
    this.schemas = new Map(schemas.map((schema) => [schema[2], schema]));
    this.router = new Router(
      schemas.map((schema) => {
        const [method, uri] = httpTrait(schema);
        // Some operations fix a query parameter in their URI. None that is served here does.
        return { operation: schema[2], method, path: uri.split("?", 1)[0] };
      }),
    );
  }

  /** The operation at a method and path, whether it is served or not, with the members of its path. */
  match(method: string, path: string): { operation: string; labels: Record<string, string> } | undefined {
    return this.router.match(method, path);
  }

  /** @throws Error where the client has no such operation */
  of(operation: string): OperationBinding {
    let binding = this.bindings.get(operation);
    if (!binding) {
      const schema = this.schemas.get(operation);
      if (!schema) throw new Error(`the SDK's client has no operation ${operation}`);
      binding = bindingOf(schema, this.newerQuery[operation]);
      this.bindings.set(operation, binding);
    }
    return binding;
  }
}

const isOperationSchema = (value: unknown): value is StaticOperationSchema =>
  Array.isArray(value) && value[0] === OPERATION;

function httpTrait(schema: StaticOperationSchema): [method: string, uri: string, status: number] {
  const traits = schema[3];
  const http = typeof traits === "object" ? traits.http : undefined;
  if (!http) throw new Error(`${schema[1]}#${schema[2]} has no method and path: its service does not talk rest-json`);
  return http;
}

function bindingOf(schema: StaticOperationSchema, newer: NewerQuery[string] = {}): OperationBinding {
  const [method, path, status] = httpTrait(schema);
  const query = new Map<string, { member: string; type: QueryType }>();
  const headers = new Map<string, string>();
  for (const [member, type] of Object.entries(newer)) query.set(member, { member, type });
  const input = NormalizedSchema.of(schema[4]);
  for (const [member, memberSchema] of input.isStructSchema() ? input.structIterator() : []) {
    const { httpQuery, httpHeader } = memberSchema.getMergedTraits();
    if (httpQuery !== undefined) query.set(httpQuery, { member, type: queryType(memberSchema) });
    if (httpHeader !== undefined) headers.set(httpHeader.toLowerCase(), member);
  }
  return { method, path, status, query, headers };
}

function queryType(schema: NormalizedSchema): QueryType {
  if (schema.isListSchema()) return "list";
  if (schema.isBooleanSchema()) return "boolean";
  return schema.isNumericSchema() ? "integer" : "string";
}
