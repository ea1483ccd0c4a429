import type { Caller } from "../../../governance/people";
import { PREFIXES, type ApiRoute, type Route } from "./route";

/** Longest id in a path; ids of the service have 36 characters at most, and some more when they are ARNs. */
const LONGEST_ID = 256;

/** Route that an address leads to. */
export type Match =
  | { readonly kind: "api"; readonly route: ApiRoute; readonly id: string; readonly caller: Caller["kind"] }
  | { readonly kind: "plain"; readonly route: Exclude<Route, ApiRoute> }
  /** There is something, and it takes other methods. */
  | { readonly kind: "other-method"; readonly allowed: readonly string[] };

/** Full paths of a route, each with the kind of caller that it is for. */
export function pathsOf(route: ApiRoute): readonly { readonly caller: Caller["kind"]; readonly path: string }[] {
  return route.callers.map((caller) => ({ caller, path: `${PREFIXES[caller]}${route.path}` }));
}

/** The line of the table for a method and a path; nothing where there is none. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  const allowed: string[] = [];
  for (const route of routes) {
    const found = route.kind === "api" ? apiMatch(route, path) : plainMatch(route, path);
    if (found === undefined) continue;
    if (route.method === method) return found;
    allowed.push(route.method);
  }
  return allowed.length === 0 ? undefined : { kind: "other-method", allowed: [...new Set(allowed)] };
}

function apiMatch(route: ApiRoute, path: string): Match | undefined {
  for (const { caller, path: pattern } of pathsOf(route)) {
    const id = idIn(pattern, path);
    if (id !== undefined) return { kind: "api", route, id, caller };
  }
  return undefined;
}

/** A page may have many files: a path that ends with a slash and an asterisk stands for all of them. */
function plainMatch(route: Exclude<Route, ApiRoute>, path: string): Match | undefined {
  const isIt = route.path.endsWith("/*") ? path.startsWith(route.path.slice(0, -1)) : path === route.path;
  return isIt ? { kind: "plain", route } : undefined;
}

/** Id that a path has in the place of a pattern's `{id}`; empty where the pattern has none. */
function idIn(pattern: string, path: string): string | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  let id = "";
  for (const [index, part] of wanted.entries()) {
    if (part === "{id}") id = decoded(given[index]);
    else if (part !== given[index]) return undefined;
  }
  return pattern.includes("{id}") && (id === "" || id.length > LONGEST_ID) ? undefined : id;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
