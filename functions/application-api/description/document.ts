import { z } from "zod";
import { projectUses } from "../../../contracts/application/projects/project";
import { LARGEST_BODY } from "../http/input";
import { PROBLEMS, type ProblemCode } from "../http/problem";
import { pathsOf } from "../routes/match";
import { assetUse, demand } from "../routes/assets/schemas";
import { ANYONE, KNOWN, type ApiRoute, type OpenRoute, type Route } from "../routes/route";

type Json = Readonly<Record<string, unknown>>;

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().describe("Sentence that says what to do."),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  correlationId: z.string(),
  faults: z
    .array(
      z.strictObject({
        in: z.enum(["body", "query", "path", "header"]),
        at: z.string(),
        message: z.string(),
        code: z.string().optional(),
      }),
    )
    .optional()
    .describe("Everything that is wrong with the request, at once."),
  decidedBy: z.array(z.string()).optional(),
  lacks: z.array(demand).optional().describe("Everything that rules demand of an asset and that it lacks."),
  uses: z.array(assetUse).optional().describe("Those who use what was to be changed."),
  projectUses: projectUses.optional(),
});

/** Description of the API in OpenAPI 3.1, from the table of routes. @see https://spec.openapis.org/oas/v3.1.0 */
export function openApi(routes: readonly Route[]): Json {
  const api = routes.filter((route) => route.kind === "api");
  const paths: Record<string, Record<string, unknown>> = {};
  const add = (path: string, method: string, operation: Json) =>
    ((paths[path] ??= {})[method.toLowerCase()] = operation);
  for (const route of routes) {
    if (route.kind === "open") add(route.path, route.method, openOperation(route));
    if (route.kind === "api")
      for (const { caller, path } of pathsOf(route))
        add(path, route.method, operationOf(route, caller, answerName(route.answers, api)));
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Governance application",
      version: "1",
      description: `Requests for access to data and for projects, decisions on them and the catalogue. People use /v1 with a token of their issuer, machines /m/v1 with AWS Signature Version 4. Bodies have at most ${LARGEST_BODY} bytes.`,
    },
    paths,
    components: {
      schemas: schemasOf(api),
      responses: {
        Problem: response("What is wrong, and what to do (RFC 9457).", "Problem", "application/problem+json"),
      },
      securitySchemes: {
        person: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        machine: {
          type: "apiKey",
          in: "header",
          name: "Authorization",
          description: "AWS Signature Version 4 of the service execute-api.",
        },
      },
    },
  };
}

function openOperation({ summary, answers }: OpenRoute): Json {
  const content = { "application/json": { schema: answers === undefined ? {} : jsonSchema(answers, "output") } };
  return { summary, security: [], responses: { 200: { description: "The answer.", content } } };
}

function operationOf(route: ApiRoute, caller: "person" | "machine", answer: string): Json {
  const { name, summary, body, changes } = route;
  return {
    operationId: caller === "person" ? name : `${name}AsMachine`,
    summary,
    description: rightsOf(route),
    security: [{ [caller]: [] }],
    parameters: [
      ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        ...{ name, in: "path", required: true, schema: { type: "string" } },
      })),
      ...queryParameters(route.query),
      ...(changes ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: jsonContent(`${capital(name)}Body`) } }),
    responses: {
      [route.status ?? 200]: response("The answer.", answer),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

/** Right to a route, as a sentence. */
function rightsOf({ who, object }: ApiRoute): string {
  if (who === ANYONE) return "For everybody whose identity is proved.";
  if (who === KNOWN) return "For everybody whom the domain or the settings know; lists hold what the caller may see.";
  if (object === undefined) return `For ${who.join(", ")}.`;
  if (object.seenBy === KNOWN) return `For ${who.join(", ")} of the ${object.name}.`;
  return `For ${who.join(", ")} of the ${object.name}. To anybody who may not see it, it is not there (404).`;
}

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Name of this request, for a day: sent again, it is answered as the first time, and nothing is done twice.",
  schema: { type: "string", minLength: 8, maxLength: 128 },
};

function queryParameters(query: z.ZodType): Json[] {
  const { properties = {}, required = [] } = jsonSchema(query, "input") as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    description,
    schema,
  }));
}

const jsonContent = (schema: string, type = "application/json") => ({
  [type]: { schema: { $ref: `#/components/schemas/${schema}` } },
});

const response = (description: string, schema: string, type?: string) => ({
  description,
  content: jsonContent(schema, type),
});

/** Schemas of all bodies and answers by name. */
function schemasOf(routes: readonly ApiRoute[]): Json {
  const bodies = routes.flatMap(({ name, body }) =>
    body === undefined ? [] : [[`${capital(name)}Body`, jsonSchema(body, "input")]],
  );
  const answers = routes.map(({ answers: schema }) => [answerName(schema, routes), jsonSchema(schema, "output")]);
  return Object.fromEntries([...bodies, ...answers, ["Problem", jsonSchema(problemSchema, "output")]]) as Json;
}

/** Name of an answer; routes with the same answer name it after the first of them. */
function answerName(schema: z.ZodType, routes: readonly ApiRoute[]): string {
  return `${capital(routes.find(({ answers }) => answers === schema)?.name ?? "")}Answer`;
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
  });
  return rest;
}

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
