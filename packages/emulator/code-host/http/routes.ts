/** Operation at a method and template of a path. */
export interface Route {
  readonly id: string;
  readonly method: string;
  /** `/path/{label}`; a label that ends with `*` takes slashes, too. */
  readonly path: string;
}

interface CompiledRoute<R extends Route> {
  readonly route: R;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
}

/** Finds the operation of a request; fixed parts of a path come before labels, in the order of the path. */
export class Routes<R extends Route> {
  private readonly compiled: readonly CompiledRoute<R>[];

  constructor(readonly routes: readonly R[]) {
    this.compiled = routes.map(compile).sort((a, b) => compare(a.route.path, b.route.path));
  }

  match(method: string, path: string): { route: R; labels: Record<string, string> } | undefined {
    const clean = path.length > 1 ? path.replace(/\/$/, "") : path;
    for (const { route, pattern, labels } of this.compiled) {
      if (route.method !== method) continue;
      const found = pattern.exec(clean);
      if (found === null) continue;
      return { route, labels: Object.fromEntries(labels.map((label, index) => [label, decoded(found[index + 1])])) };
    }
    return undefined;
  }
}

function compile<R extends Route>(route: R): CompiledRoute<R> {
  const labels: string[] = [];
  const pattern = route.path
    .replace(/[.]/g, "\\.")
    .replace(/\{([\w-]+)(\*?)\}/g, (_all, label: string, greedy: string) => {
      labels.push(label);
      return greedy === "" ? "([^/]+)" : "(.+)";
    });
  return { route, pattern: new RegExp(`^${pattern}$`), labels };
}

/** Orders templates so that the more exact one is tried first. */
function compare(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  for (const [index, part] of left.entries()) {
    const difference = rank(part) - rank(right[index] ?? "");
    if (difference !== 0) return difference;
  }
  return right.length - left.length;
}

const rank = (part: string): number => (part.endsWith("*}") ? 2 : part.startsWith("{") ? 1 : 0);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
