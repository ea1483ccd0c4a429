import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../../../contracts/canonical-json";
import { Problem } from "./problem";

/** Longest cursor: one of the service's own tokens may be 8192 characters long. */
export const LONGEST_CURSOR = 12_000;

const content = z.strictObject({ list: z.string(), at: z.string().min(1).max(8192) });

/** Mark of a list: its route and what it is filtered by. */
const markOf = (list: unknown): string =>
  createHash("sha256").update(canonicalJson(list)).digest("base64url").slice(0, 12);

/** Cursor of the place in a list at which the next page begins. */
export function cursorOf(list: unknown, at: string): string {
  return Buffer.from(JSON.stringify({ list: markOf(list), at })).toString("base64url");
}

/**
 * Place that a cursor names.
 *
 * A cursor is not a secret and gives no right: what it leads to is checked like everything else. One that was changed leads to
 * another place of the same list, or is refused.
 */
export function placeIn(list: unknown, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const read = content.safeParse(parsed(cursor));
  if (!read.success || read.data.list !== markOf(list))
    throw new Problem(
      "invalid-cursor",
      "Take the cursor of the page before, with the same filters, or begin without one.",
    );
  return read.data.at;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
