import type { Call } from "../family";
import type { ApiAnswer } from "../http/call";
import { apiUrl } from "./addresses";

/**
 * One page of a list, with the links to the others.
 *
 * @param envelope makes the body of the entries of the page
 */
export function page<T>(
  { host, path, query }: Call,
  entries: readonly T[],
  envelope: (entries: readonly T[]) => unknown = (some) => some,
  limits: { readonly usual: number; readonly most: number } = { usual: 30, most: 100 },
): ApiAnswer {
  const size = Math.min(Math.max(Number(query.get("per_page") ?? limits.usual) || limits.usual, 1), limits.most);
  const number = Math.max(Number(query.get("page") ?? 1) || 1, 1);
  const last = Math.max(Math.ceil(entries.length / size), 1);
  const link = (to: number, relation: string): string => {
    const parameters = new URLSearchParams(query);
    parameters.set("page", String(to));
    return `<${apiUrl(host)}${path}?${parameters.toString()}>; rel="${relation}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, "prev")] : []),
    ...(number < last ? [link(number + 1, "next"), link(last, "last")] : []),
    ...(number > 1 ? [link(1, "first")] : []),
  ];
  return {
    status: 200,
    body: envelope(entries.slice((number - 1) * size, number * size)),
    ...(links.length === 0 ? {} : { headers: { link: links.join(", ") } }),
  };
}
