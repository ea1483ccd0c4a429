import type { Context } from "./context";
import { h } from "../../pages/browser/dom";
import { button } from "./controls";
import { FaultError, faultOf } from "./fault";
import { faultPanel } from "./parts";

/** Page of a list of the API. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Pages without items that are passed over at once: the API reads a stretch, of which the reader may see nothing. */
const MOST_EMPTY = 10;

/** A list that grows by a button: 300 items are neither waited for nor in the way of who uses the keyboard. */
export async function pagedList<T>(
  context: Context,
  load: (cursor: string | undefined) => Promise<Page<T>>,
  render: (item: T) => Node,
): Promise<HTMLElement | undefined> {
  const first = await filled(load, undefined);
  if (first.items.length === 0) return undefined;
  const list = h("ul", { class: "cards" }, ...first.items.map((item) => h("li", {}, render(item))));
  const foot = h("div", { class: "list-foot" });
  let next = first.next;
  const draw = (): void => {
    const count = `${list.children.length} shown${next === undefined ? ", that is all" : ""}`;
    const more = next === undefined ? [] : [button("Show more", () => void grow())];
    foot.replaceChildren(h("p", { class: "muted" }, count), ...more);
  };
  const grow = async (): Promise<void> => {
    const waiting = foot.querySelector("button");
    if (waiting !== null) [waiting.disabled, waiting.textContent] = [true, "Loading …"];
    try {
      const page = await filled(load, next);
      const made = page.items.map((item) => h("li", {}, render(item)));
      list.append(...made);
      next = page.next;
      draw();
      made[0]?.querySelector<HTMLElement>("a, h2[tabindex]")?.focus();
      context.say(`${made.length} more, ${list.children.length} shown`);
    } catch (error) {
      const fault = faultOf(error);
      draw();
      foot.prepend(faultPanel(fault, context, () => void grow()));
    }
  };
  draw();
  return h("div", {}, list, foot);
}

async function filled<T>(
  load: (cursor: string | undefined) => Promise<Page<T>>,
  from: string | undefined,
): Promise<Page<T>> {
  let cursor = from;
  for (let passed = 0; passed < MOST_EMPTY; passed++) {
    const page = await load(cursor);
    if (page.items.length > 0 || page.next === undefined) return page;
    cursor = page.next;
  }
  throw new FaultError({ kind: "unreadable", status: 503 });
}
