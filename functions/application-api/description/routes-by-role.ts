import { pathsOf } from "../routes/match";
import { ANYONE, KNOWN, type ApiRoute, type Route } from "../routes/route";
import type { Part } from "../../../governance/people";

/** Heads of the columns; every part has one. */
const HEADS: Readonly<Record<Part, string>> = {
  requester: "requester",
  "consumer-member": "member of the asking project",
  "producer-owner": "owner of the owning project",
  "producer-contributor": "contributor of it",
  "producer-member": "other member of it",
  "project-owner": "owner of the project",
  "project-member": "member of the project",
  "unit-lead": "lead of its unit",
  "unit-steward": "steward of its unit",
  "governance-team": "governance team",
  auditor: "auditor",
};
const PARTS = Object.keys(HEADS) as readonly Part[];

/** Row of the table of routes by role. */
export interface RoleRow {
  readonly method: string;
  readonly path: string;
  readonly caller: "person" | "machine" | "nobody";
  /** Fate by part: `yes`, `no` (403), or a word of its own. */
  readonly cells: readonly string[];
}

/** Heads of the columns behind method and path. */
export const ROLE_HEADS: readonly string[] = ["nobody", "known, no part", ...Object.values(HEADS)];

/** Rows of the table of routes by role, from the table of routes. */
export function roleRows(routes: readonly Route[]): RoleRow[] {
  return routes.flatMap((route): RoleRow[] => {
    if (route.kind !== "api")
      return [{ method: route.method, path: route.path, caller: "nobody", cells: ROLE_HEADS.map(() => "yes") }];
    return pathsOf(route).map(({ caller, path }) => ({ method: route.method, path, caller, cells: cellsOf(route) }));
  });
}

function cellsOf(route: ApiRoute): string[] {
  const { who, object } = route;
  if (who === ANYONE || who === KNOWN) return ["401", ...ROLE_HEADS.slice(1).map(() => "yes")];
  const isSeen = (part: Part) => object === undefined || object.seenBy === KNOWN || object.seenBy.includes(part);
  const none = object === undefined || object.seenBy === KNOWN ? "403" : "404";
  return ["401", none, ...PARTS.map((part) => (who.includes(part) ? "yes" : isSeen(part) ? "403" : "404"))];
}
