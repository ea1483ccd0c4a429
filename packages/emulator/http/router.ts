interface Route {
  readonly operation: string;
  readonly method: string;
  readonly segments: readonly string[];
}

/** Operations by "METHOD /path/{label}". */
export type RouteTable = Readonly<Record<string, string>>;

/** Finds the operation of a request by method and URI template. */
export class Router {
  private readonly routes: readonly Route[];

  constructor(table: RouteTable) {
    this.routes = Object.entries(table).map(([route, operation]) => {
      const [method, path] = route.split(" ");
      return { operation, method, segments: path.split("/") };
    });
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
