import { z } from "zod";
import { RunnerError } from "../../runner/errors";
import type { OptionSpec } from "../frame";

/** Options of commands that speak to the application's API. */
export const APPLICATION_API = {
  api: { type: "string", value: "url", help: "address of the application's API (default: SMUS_APPLICATION_URL)" },
  json: { type: "boolean", help: "print the answer as JSON" },
} as const satisfies Record<string, OptionSpec>;

/** Longest time that an answer takes, in milliseconds: API Gateway waits for 30 seconds. */
const PATIENCE = 35_000;

/** Problem of the API (RFC 9457), as far as people are told of it. */
const problem = z.looseObject({
  code: z.string(),
  detail: z.string(),
  faults: z.array(z.looseObject({ in: z.string(), at: z.string(), message: z.string() })).default([]),
});

/** One call of the API, with the schema of its answer. */
export interface ApiCall<T extends z.ZodType> {
  readonly method: "GET" | "POST";
  /** Path behind the prefix of people's routes. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** Key by which the API knows the request again. */
  readonly key?: string;
  readonly answer: T;
}

/**
 * Asks the application's API as the person whose token is in SMUS_APPLICATION_TOKEN.
 *
 * @throws RunnerError with the problem of the API, a line for each thing that is wrong
 */
export async function askApi<T extends z.ZodType>(
  api: string | undefined,
  environment: NodeJS.ProcessEnv,
  { method, path, query = {}, body, key, answer }: ApiCall<T>,
): Promise<z.output<T>> {
  const response = await send(addressOf(api ?? environment.SMUS_APPLICATION_URL, path, query), {
    method,
    headers: {
      authorization: `Bearer ${tokenIn(environment)}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE),
    // A token is for the address that was named, and for no other.
    redirect: "error",
  });
  const said = jsonOr(await response.text());
  if (!response.ok) throw refusedBy(response.status, said);
  const read = answer.safeParse(said);
  if (read.success) return read.data;
  throw new RunnerError(`the API answers in another form: ${z.prettifyError(read.error)}; use the version that it has`);
}

function addressOf(api: string | undefined, path: string, query: ApiCall<z.ZodType>["query"] = {}): URL {
  if (api === undefined || !URL.canParse(api))
    throw new RunnerError(`which API? got "${api ?? ""}"; name its address with --api or SMUS_APPLICATION_URL`);
  const address = new URL(api);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(address.hostname);
  if (address.protocol !== "https:" && !isHere)
    throw new RunnerError(`--api: got "${api}"; a token is sent by https only, except to this machine`);
  address.pathname = `${address.pathname.replace(/\/$/, "")}/v1${path}`;
  for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, value);
  return address;
}

function tokenIn({ SMUS_APPLICATION_TOKEN: token = "" }: NodeJS.ProcessEnv): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new RunnerError("who asks? put a token of your organization's issuer into SMUS_APPLICATION_TOKEN");
}

async function send(address: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    throw new RunnerError(`${address.origin} does not answer: ${String(error)}${cause}`);
  }
}

function refusedBy(status: number, said: unknown): RunnerError {
  const read = problem.safeParse(said);
  if (!read.success) return new RunnerError(`the API answers ${status}: is the address that of the application?`);
  const { code, detail, faults } = read.data;
  const lines = faults.map((fault) => `  ${fault.in}${fault.at === "" ? "" : ` ${fault.at}`}: ${fault.message}`);
  return new RunnerError([`${detail} [${code}]`, ...lines].join("\n"));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
