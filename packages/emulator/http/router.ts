/** An operation at a method and URI template. */
export interface Route {
  readonly operation: string;
  readonly method: string;
  /** `/path/{label}` */
  readonly path: string;
}

/** Finds the operation of a request by method and URI template. */
export class Router {
  private readonly routes: readonly { operation: string; method: string; segments: readonly string[] }[];

  /** Of two templates that match a path, the one with fewer labels has it: fixed parts come before labels. */
  constructor(routes: readonly Route[]) {
    this.routes = [...routes]
      .sort((a, b) => labels(a.path) - labels(b.path))
      .map(({ operation, method, path }) => ({ operation, method, segments: path.split("/") }));
  }

  match(method: string, path: string): { operation: string; labels: Record<string, string> } | undefined {
    const segments = (path.endsWith("/") && path.length > 1 ? path.slice(0, -1) : path).split("/");
    for (const route of this.routes) {
      if (route.method !== method || route.segments.length !== segments.length) continue;
      const labels = matchSegments(route.segments, segments);
      if (labels) return { operation: route.operation, labels };
    }
    return undefined;
  }
}

const labels = (path: string): number => path.split("{").length;

function matchSegments(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    if (part.startsWith("{")) {
      if (segments[index] === "") return undefined;
      labels[part.slice(1, -1)] = decodeURIComponent(segments[index]);
    } else if (part !== segments[index]) return undefined;
  }
  return labels;
}
