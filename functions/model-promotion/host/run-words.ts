import type { Order } from "../../../governance/promotions";

/** Longest reason that a run is given: inputs of GitHub have 65 535 characters together, titles of runs far fewer. */
const LONGEST = 200;

/** Reason of a run: the mark by which the run is found again stands first, since titles are cut off. */
export function reasonOf({ id, by, reason }: Pick<Order, "id" | "by" | "reason">): string {
  return `[${id}] ${by}: ${reason}`.replaceAll(/\s+/g, " ").slice(0, LONGEST);
}

/** Tells whether a text of a run carries the mark of an order. */
export const isOf = ({ id }: Pick<Order, "id">, text: string): boolean => text.includes(`[${id}]`);
