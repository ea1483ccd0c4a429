import type { ChangeAction, ItemChange } from "../model";
import type { ResourceChange } from "./stack-plan";

const NOTHING: ItemChange["counts"] = { create: 0, update: 0, replace: 0, destroy: 0 };

/** Adds up what plans do to the resources of one item. */
export class ItemChanges {
  private counts: Record<ChangeAction, number> = { ...NOTHING };
  private untouched = 0;
  private main: ChangeAction | undefined;

  add(action: ResourceChange["action"], main: boolean): void {
    if (action === "none") {
      this.untouched++;
      return;
    }
    this.counts[action]++;
    if (main) this.main = action;
  }

  /** The sum; nothing where nothing changes. */
  result(): ItemChange | undefined {
    const actions = (Object.keys(this.counts) as ChangeAction[]).filter((action) => this.counts[action] > 0);
    if (actions.length === 0) return undefined;
    return { action: this.action(actions), counts: { ...this.counts } };
  }

  /** Change of the thing itself; where only parts of it come or go, it is changed. */
  private action(actions: readonly ChangeAction[]): ChangeAction {
    if (this.main !== undefined) return this.main;
    return actions.length === 1 && this.untouched === 0 && actions[0] !== "replace" ? actions[0] : "update";
  }
}

/** Order in which changes are shown: what takes something away first. */
export const ACTION_ORDER: readonly ChangeAction[] = ["replace", "destroy", "update", "create"];

/** Sorts by action, then by name. */
export function byAction<T extends { readonly action: ChangeAction; readonly name: string }>(a: T, b: T): number {
  return ACTION_ORDER.indexOf(a.action) - ACTION_ORDER.indexOf(b.action) || (a.name < b.name ? -1 : 1);
}
