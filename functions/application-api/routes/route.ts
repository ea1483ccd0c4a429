import type { z } from "zod";
import type { Caller, Part } from "../../../governance/people";
import type { Reply } from "../http/answer";
import type { Services } from "../services";
import type { ApiSettings } from "../settings";

/** Everybody whose identity is proved. */
export const ANYONE = "anyone";
/** Everybody who has a place in the domain or in the organization's settings. */
export const KNOWN = "known";

/** Right to a route: one of these parts in its object; of a route without one, by the caller's standing. */
export type Who = typeof ANYONE | typeof KNOWN | readonly Part[];

/** World of a call: who asks, and what there is to ask. */
export interface Surroundings {
  readonly caller: Caller;
  readonly services: Services;
  readonly settings: ApiSettings;
  /** Time of the call (ISO 8601, UTC). */
  readonly now: string;
}

/** Object that a route is about, with the parts of the caller in it. */
export interface Found<O> {
  readonly object: O;
  readonly parts: readonly Part[];
}

/** Kind of object that rights are checked on. */
export interface ObjectKind<O> {
  /** Name for the description. */
  readonly name: string;
  /** Parts of which one is needed to know that it is there; for anybody else it is not. */
  readonly seenBy: readonly Part[] | typeof KNOWN;
  /** Reads it, with the caller's parts in it; nothing where it is not there. */
  load(id: string, surroundings: Surroundings): Promise<Found<O> | undefined>;
}

/** One call of a route, after everything about it was checked. */
export interface Call<Q, B, O> extends Surroundings, Found<O> {
  readonly id: string;
  /** Id of the part of the object that the path names beside (`{filter}`); empty where it names none. */
  readonly part: string;
  readonly query: Q;
  readonly body: B;
  /** Name that the sender gives the request, so that it is done once. @default - it has none */
  readonly idempotencyKey?: string;
}

interface Common {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /**
   * Path behind `/v1` of people and `/m/v1` of machines, or the whole path of an open route; `{id}` names the object, and `{filter}` a
   * filter of it.
   */
  readonly path: `/${string}`;
  readonly summary: string;
}

/** A route that needs nobody: health, the description. */
export interface OpenRoute extends Common {
  readonly kind: "open";
  readonly method: "GET";
  /** Schema of the answer; absent where it is another format. */
  readonly answers?: z.ZodType;
  handle(settings: ApiSettings): Reply;
}

/** A page of the portal or a file of it: it brings its own headers, and is served to everybody. */
export interface PageRoute extends Common {
  readonly kind: "page";
  readonly method: "GET";
  handle(path: string, settings: ApiSettings): Reply;
}

/** A route of the API, as the table has it: what it takes is checked before it is handled. */
export interface ApiRoute extends Common {
  readonly kind: "api";
  /** Name of the operation in the description. */
  readonly name: string;
  readonly callers: readonly Caller["kind"][];
  readonly who: Who;
  readonly object?: ObjectKind<unknown>;
  /**
   * Id of the object, where it is in the body.
   *
   * @default - it is in the path
   */
  idIn?(body: unknown): string;
  readonly query: z.ZodType;
  readonly body?: z.ZodType;
  readonly answers: z.ZodType;
  /** Status of the answer: 202 where the work goes on behind it. @default 200 */
  readonly status?: 200 | 202;
  /** True where a repeated request with the same `Idempotency-Key` is answered as the first. */
  readonly changes: boolean;
  handle(call: Call<unknown, unknown, unknown>): Promise<unknown>;
}

/** One line of the table of routes. */
export type Route = OpenRoute | PageRoute | ApiRoute;

/** Route as it is written, with the types of what it takes. */
export interface ApiRouteText<Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, O>
  extends Omit<ApiRoute, "kind" | "query" | "body" | "answers" | "object" | "idIn" | "handle"> {
  readonly query: Q;
  readonly body?: B;
  readonly answers: R;
  readonly object?: ObjectKind<O>;
  idIn?(body: z.output<B>): string;
  handle(call: Call<z.output<Q>, z.output<B>, O>): Promise<z.input<R>>;
}

/** Line of the table of routes; what it handles has the types of its schemas. */
export function apiRoute<Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, O>(
  route: ApiRouteText<Q, B, R, O>,
): ApiRoute {
  // The types are forgotten here: dispatch hands over what the schemas of the same line have made.
  return { ...(route as unknown as Omit<ApiRoute, "kind">), kind: "api" };
}

/** Prefix of the paths of each kind of caller: one route of API Gateway has one authorizer. */
export const PREFIXES: Readonly<Record<Caller["kind"], string>> = { person: "/v1", machine: "/m/v1" };
