import type { ProjectSummary } from "../../../api/operations";
import type { Context } from "../../context";
import type { Page } from "../../paged-list";
import { PAGE } from "../requests";

const DAY = 86_400_000;
/** Projects that are read in one call, the most that the API gives. */
const MOST = 100;
/** Calls for one list of projects: a person with more than a thousand projects looks at the report. */
const CALLS = 10;

/** Projects of the person and of units that the person leads that end within some days, the next first. */
export async function endingProjects(context: Context, days: number): Promise<readonly ProjectSummary[]> {
  const until = new Date(Date.now() + days * DAY).toISOString();
  const lists = [{ only: "mine" as const }, ...context.me.leads.map((unit) => ({ unit }))];
  const read = await Promise.all(lists.map((list) => allOf(context, list)));
  const ending = new Map<string, ProjectSummary>();
  for (const one of read.flat()) if (one.endsAt !== undefined && one.endsAt < until) ending.set(one.id, one);
  return [...ending.values()].sort((one, other) => ((one.endsAt ?? "") < (other.endsAt ?? "") ? -1 : 1));
}

async function allOf({ client }: Context, list: { readonly only?: "mine"; readonly unit?: string }) {
  const all: ProjectSummary[] = [];
  let cursor: string | undefined;
  for (let call = 0; call < CALLS; call++) {
    const { items, next } = await client.call("listProjects", { query: { ...list, limit: MOST, cursor } });
    all.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return all;
}

/** Pages of what is read already. */
export function pageOfAll<T>(all: readonly T[]): (cursor: string | undefined) => Promise<Page<T>> {
  return (cursor = "0") => {
    const from = Number(cursor);
    const next = from + PAGE < all.length ? String(from + PAGE) : undefined;
    return Promise.resolve({ items: all.slice(from, from + PAGE), ...(next === undefined ? {} : { next }) });
  };
}
