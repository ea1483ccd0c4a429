import type { Call } from "../family";
import type { ApiAnswer } from "../http/call";

/** One page of a list, with GitLab's headers of pages. */
export function page<T>({ host, path, query }: Call, entries: readonly T[]): ApiAnswer {
  const size = Math.min(Math.max(Number(query.get("per_page") ?? 20) || 20, 1), 100);
  const number = Math.max(Number(query.get("page") ?? 1) || 1, 1);
  const pages = Math.max(Math.ceil(entries.length / size), 1);
  const link = (to: number, relation: string): string => {
    const parameters = new URLSearchParams(query);
    parameters.set("page", String(to));
    parameters.set("per_page", String(size));
    return `<${host.url}/api/v4${path}?${parameters.toString()}>; rel="${relation}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, "prev")] : []),
    ...(number < pages ? [link(number + 1, "next")] : []),
    link(1, "first"),
    link(pages, "last"),
  ];
  const headers = {
    link: links.join(", "),
    "x-page": String(number),
    "x-per-page": String(size),
    "x-total": String(entries.length),
    "x-total-pages": String(pages),
    "x-prev-page": number > 1 ? String(number - 1) : "",
    "x-next-page": number < pages ? String(number + 1) : "",
  };
  return { status: 200, body: entries.slice((number - 1) * size, number * size), headers };
}
