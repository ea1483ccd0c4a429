import type { Route, Stage } from "./model";

/** A route that takes a request, with the values of its path's variables. */
export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** A stage, and the rest of the path in it. */
export interface StagePath {
  readonly stage: Stage;
  readonly path: string;
}

/** The stage that the path begins with, else `$default`. Stages without automatic deployment serve nothing: moto deploys none. */
export function stageOf(path: string, stages: readonly Stage[]): StagePath | undefined {
  const [, first = ""] = path.split("/");
  const deployed = stages.filter(({ autoDeploy }) => autoDeploy === true);
  const named = deployed.find(({ stageName }) => stageName !== "$default" && stageName === first);
  if (named !== undefined) return { stage: named, path: path.slice(first.length + 1) || "/" };
  const fallback = deployed.find(({ stageName }) => stageName === "$default");
  return fallback && { stage: fallback, path };
}

/**
 * The route that takes a request: the most specific path, then the method before ANY; greedy variables come after all others, and
 * `$default` last.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeOf(method: string, path: string, routes: readonly Route[]): RouteMatch | undefined {
  const candidates = routes.flatMap((route) => candidate(route, method, path));
  candidates.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  if (candidates.length > 0) return candidates[0];
  const fallback = routes.find(({ routeKey }) => routeKey === "$default");
  return fallback && { route: fallback, pathParameters: {} };
}

/** Ranks are compared as texts: by segment 0 for a text, 1 for a variable, 2 for a greedy one; then the method. */
function candidate(route: Route, method: string, path: string): (RouteMatch & { rank: string })[] {
  const [routeMethod, template] = route.routeKey.split(" ") as [string, string | undefined];
  if (template === undefined || (routeMethod !== method && routeMethod !== "ANY")) return [];
  const wanted = template.split("/").slice(1);
  const given = path.split("/").slice(1);
  const pathParameters: Record<string, string> = {};
  let rank = "";
  for (const [at, segment] of wanted.entries()) {
    const [, greedy] = /^\{(.+)\+\}$/.exec(segment) ?? [];
    const [, variable] = /^\{(.+)\}$/.exec(segment) ?? [];
    if (greedy !== undefined) {
      const rest = given.slice(at).join("/");
      if (rest === "") return [];
      pathParameters[greedy] = rest;
      return [{ route, pathParameters, rank: `${rank}2${routeMethod === "ANY" ? "1" : "0"}` }];
    }
    if (at >= given.length) return [];
    if (variable !== undefined && given[at] !== "") pathParameters[variable] = given[at];
    else if (segment !== given[at]) return [];
    rank += variable === undefined ? "0" : "1";
  }
  if (given.length !== wanted.length) return [];
  return [{ route, pathParameters, rank: `${rank}${routeMethod === "ANY" ? "1" : "0"}` }];
}
