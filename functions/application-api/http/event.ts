import { z } from "zod";

/**
 * Event of an HTTP API, payload format 2.0, as far as it is used.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const httpEvent = z.looseObject({
  version: z.literal("2.0"),
  rawPath: z.string(),
  rawQueryString: z.string().default(""),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.looseObject({
    requestId: z.string(),
    stage: z.string().default("$default"),
    http: z.looseObject({ method: z.string() }),
    authorizer: z
      .looseObject({
        jwt: z.looseObject({ claims: z.record(z.string(), z.unknown()) }).optional(),
        iam: z.looseObject({ userArn: z.string() }).optional(),
      })
      .optional(),
  }),
});

/** Event of an HTTP API, payload format 2.0, as far as it is used. */
export type HttpEvent = z.output<typeof httpEvent>;

/** Answer to an HTTP API, payload format 2.0. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Path of a request, without the name of the stage, which named stages have in front. */
export function pathOf({ rawPath, requestContext: { stage } }: HttpEvent): string {
  const prefix = `/${stage}`;
  return stage !== "$default" && (rawPath === prefix || rawPath.startsWith(`${prefix}/`))
    ? rawPath.slice(prefix.length) || "/"
    : rawPath;
}

/** Header of a request; API Gateway writes their names in lower case. */
export const headerOf = ({ headers }: HttpEvent, name: string): string | undefined =>
  Object.hasOwn(headers, name) ? headers[name] : undefined;
