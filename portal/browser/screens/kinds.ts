import { h, type Child } from "../../../pages/browser/dom";
import { FaultError } from "../fault";
import type { Page } from "../paged-list";
import { formatPlace, type ScreenId } from "../place";

/** Two lists of one entry of the navigation: what is about data, and what is about projects. */
export interface Kinds {
  readonly data: ScreenId;
  readonly projects: ScreenId;
}

/** Number of things of the other kind, as far as one look tells it. Nothing where projects are not offered here. */
export interface Others {
  readonly text: string;
  readonly count: number;
}

/** Looks whether there is something of the other kind, so that nobody has to go there to find out. */
export async function othersOf(load: () => Promise<Page<unknown>>): Promise<Others | undefined> {
  try {
    const { items, next } = await load();
    return { text: `${items.length}${next === undefined ? "" : "+"}`, count: items.length };
  } catch (error) {
    const isNotOffered =
      error instanceof FaultError &&
      error.fault.kind === "problem" &&
      error.fault.problem.code === "projects-not-offered";
    if (isNotOffered) return undefined;
    // The list that was asked for is shown all the same.
    if (error instanceof FaultError) return { text: "", count: 0 };
    throw error;
  }
}

/**
 * Choice between both lists; nothing where there is but one.
 *
 * @param days - Days of both lists, where they have any.
 */
export function kindChoice(kinds: Kinds, current: keyof Kinds, others: Others | undefined, days?: number): Child {
  if (others === undefined) return undefined;
  const text = days === undefined ? "" : String(days);
  const entry = (kind: keyof Kinds, name: string) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: formatPlace({ screen: kinds[kind], id: "", text }), "aria-current": kind === current && "true" },
        kind === current || others.text === "" ? name : `${name} (${others.text})`,
      ),
    );
  return h(
    "nav",
    { class: "spans", "aria-label": "About" },
    h("ul", {}, entry("data", "Data"), entry("projects", "Projects")),
  );
}
