import { isAmbiguous, isDenied, isThrottled } from "../../aws/faults";
import {
  exactClaims,
  isKnown,
  machineOf,
  personOf,
  standingParts,
  withProfile,
  type Caller,
} from "../../governance/people";
import { answerOf, problemAnswer, type Reply } from "./http/answer";
import { headerOf, httpEvent, pathOf, type HttpAnswer, type HttpEvent } from "./http/event";
import { bodyOf, checked, invalid, queryOf } from "./http/input";
import { notFound, Problem } from "./http/problem";
import { onceFor } from "./http/repeated";
import { matchRoute, type Match } from "./routes/match";
import { ANYONE, KNOWN, PREFIXES, type ApiRoute, type Found, type Route, type Surroundings } from "./routes/route";
import type { Services } from "./services";
import type { ApiSettings } from "./settings";

/** Everything that the API works with. */
export interface Api {
  readonly routes: readonly Route[];
  readonly settings: ApiSettings;
  readonly services: Services;
}

type ApiMatch = Extract<Match, { kind: "api" }>;

/** Handler of an HTTP API's events (payload format 2.0). It answers always: what it cannot do is a problem, not a failure. */
export function createApi(api: Api): (event: unknown) => Promise<HttpAnswer> {
  return async (input) => {
    const parsed = httpEvent.safeParse(input);
    if (!parsed.success) return problemAnswer(new Problem("failed", "This is no event of an HTTP API."), "none");
    const event = parsed.data;
    const correlationId = correlationOf(event);
    const began = Date.parse(api.services.clock());
    const line: Record<string, unknown> = { method: event.requestContext.http.method, correlationId };
    let answer: HttpAnswer;
    try {
      answer = answerOf(await answered(event, api, line), correlationId);
    } catch (error) {
      const problem = problemOf(error);
      line.problem = problem.code;
      if (problem.code === "failed" || problem.code === "service-busy") line.error = textOf(error);
      answer = problemAnswer(problem, correlationId);
    }
    const level = answer.statusCode >= 500 ? "error" : "info";
    const milliseconds = Date.parse(api.services.clock()) - began;
    api.services.log({ level, ...line, status: answer.statusCode, milliseconds });
    return answer;
  };
}

/** Id of the call for the log: the sender's own, where it has a form that does no harm there. */
function correlationOf(event: HttpEvent): string {
  const given = headerOf(event, "x-correlation-id");
  return given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : event.requestContext.requestId;
}

async function answered(event: HttpEvent, api: Api, line: Record<string, unknown>): Promise<Reply> {
  const { method } = event.requestContext.http;
  const match = matchRoute(api.routes, method, pathOf(event));
  if (match === undefined) throw notFound();
  if (match.kind === "other-method") {
    const allow = match.allowed.join(", ");
    throw new Problem("method-not-allowed", `Use ${allow}.`, {}, { allow });
  }
  line.route = match.kind === "api" ? `${PREFIXES[match.caller]}${match.route.path}` : match.route.path;
  if (match.kind === "plain")
    return match.route.kind === "open"
      ? match.route.handle(api.settings)
      : match.route.handle(pathOf(event), api.settings);
  const caller = await callerOf(event, match.caller, api);
  line.caller = caller.id;
  return called(event, match, { caller, services: api.services, settings: api.settings, now: api.services.clock() });
}

/** The caller, as the authorizer of the route's prefix has proved it; another authorizer proves nothing here. */
async function callerOf(event: HttpEvent, kind: Caller["kind"], { settings, services }: Api): Promise<Caller> {
  const { jwt, iam } = event.requestContext.authorizer ?? {};
  if (kind === "machine") {
    if (iam === undefined) throw notSignedIn("Sign the request with AWS Signature Version 4.");
    return withProfile(machineOf(iam.userArn, settings.identity), services.directory);
  }
  if (jwt === undefined) throw notSignedIn("Send a token of your organization's issuer: authorization: Bearer ...");
  const { groups, userName } = settings.identity.claims;
  const claims = exactClaims(jwt.claims, headerOf(event, "authorization"), [groups, userName]);
  if (claims === undefined) throw notSignedIn("The token in the header is not the one that was validated.");
  const person = personOf(claims, settings.identity, services.clock());
  if ("refused" in person) throw notSignedIn(person.refused);
  return withProfile(person, services.directory);
}

const notSignedIn = (detail: string): Problem =>
  new Problem("not-signed-in", detail, {}, { "www-authenticate": "Bearer" });

/**
 * Rights first, then what was sent: who may not see an object learns nothing from faults of a body either. Where the body names the
 * object, it has to be read before.
 */
async function called(event: HttpEvent, match: ApiMatch, surroundings: Surroundings): Promise<Reply> {
  const { route } = match;
  const { caller, services } = surroundings;
  if (route.who !== ANYONE && !isKnown(caller))
    throw new Problem("not-yours", "Neither the domain nor its governance knows you: ask the governance team.");
  const id = route.idIn?.(sentBody(route, event)) ?? match.id;
  const found = await foundFor(route, id, surroundings);
  const query: unknown = checked(route.query, queryOf(event), "query");
  const body = sentBody(route, event);
  const idempotencyKey = headerOf(event, "idempotency-key");
  const work = async (): Promise<Reply> => ({
    status: route.status ?? 200,
    body: await route.handle({ ...surroundings, ...found, id, part: match.part, query, body, idempotencyKey }),
  });
  if (!route.changes) return work();
  return onceFor(event, { caller, method: route.method, path: pathOf(event), body }, services, work);
}

const sentBody = (route: ApiRoute, event: HttpEvent): unknown =>
  route.body === undefined ? noBody(event) : checked(route.body, bodyOf(event), "body");

function noBody(event: HttpEvent): undefined {
  if (event.body !== undefined && event.body !== "")
    throw invalid([{ in: "body", at: "", message: "this route takes none" }]);
  return undefined;
}

/** The object of a route with the caller's parts in it. What the caller may not see is not there. */
async function foundFor(route: ApiRoute, id: string, surroundings: Surroundings): Promise<Found<unknown>> {
  const { object: kind } = route;
  if (kind === undefined)
    return permitted(route, { object: undefined, parts: standingParts(surroundings.caller) }, "the application");
  const found = await kind.load(id, surroundings);
  if (found === undefined) throw notFound();
  if (kind.seenBy !== KNOWN && !kind.seenBy.some((part) => found.parts.includes(part))) throw notFound();
  return permitted(route, found, `the ${kind.name}`);
}

/** The same that was found, where one of the caller's parts in it gives the right to the route. */
function permitted({ who }: ApiRoute, found: Found<unknown>, what: string): Found<unknown> {
  const { parts } = found;
  if (who === KNOWN || who === ANYONE || who.some((part) => parts.includes(part))) return found;
  const yours = parts.length === 0 ? "none of them" : parts.join(", ");
  throw new Problem("not-yours", `This is for ${who.join(", ")} of ${what}; you are ${yours}.`);
}

/** A problem of what was thrown. What a service refuses to the application is its operators' to mend. */
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isThrottled(error) || isAmbiguous(error))
    return new Problem("service-busy", "Send the same request again in some seconds.", {}, { "retry-after": "5" });
  const what = isDenied(error) ? "The application lacks a permission" : "The application has met something unexpected";
  return new Problem("failed", `${what}: tell the platform team the correlationId of this answer.`);
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
