import type { Caller } from "../../../governance/people";
import { PREFIXES, type ApiRoute, type Route } from "./route";

/** Longest id in a path; ids of the service have 36 characters at most, and some more when they are ARNs. */
const LONGEST_ID = 256;

/** Route that an address leads to. */
export type Match =
  | {
      readonly kind: "api";
      readonly route: ApiRoute;
      readonly id: string;
      /** Id of the part of the object that the path names beside; empty where it names none. */
      readonly part: string;
      readonly caller: Caller["kind"];
    }
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
    const ids = idsIn(pattern, path);
    if (ids === undefined) continue;
    const { id = "", ...beside } = ids;
    const [part = ""] = Object.values(beside);
    return { kind: "api", route, id, part, caller };
  }
  return undefined;
}

/** A page may have many files: a path that ends with a slash and an asterisk stands for all of them. */
function plainMatch(route: Exclude<Route, ApiRoute>, path: string): Match | undefined {
  const isIt = route.path.endsWith("/*") ? path.startsWith(route.path.slice(0, -1)) : path === route.path;
  return isIt ? { kind: "plain", route } : undefined;
}

/** Ids that a path has in the places of a pattern's names in braces; nothing where it is another path. */
function idsIn(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== given[index]) return undefined;
    if (name !== undefined) ids[name] = decoded(given[index]);
  }
  return Object.values(ids).some((id) => id === "" || id.length > LONGEST_ID) ? undefined : ids;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
