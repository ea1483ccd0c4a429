import { validationError } from "./errors";
import type { Call } from "./service";

/** Members of a List operation that choose the page. */
export interface PageInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** One page of a list; `serviceMaximum` is the largest page the service returns. */
export function page<T>(all: readonly T[], input: PageInput, serviceMaximum: number, call: Call) {
  const size = Math.min(input.maxResults ?? serviceMaximum, serviceMaximum, call.emulator.options.pageSize ?? Infinity);
  const start = input.nextToken === undefined ? 0 : Number(Buffer.from(input.nextToken, "base64url").toString());
  if (!Number.isInteger(start) || start < 0) throw validationError("Invalid nextToken");
  const end = start + size;
  return {
    items: all.slice(start, end),
    nextToken: end < all.length ? Buffer.from(String(end)).toString("base64url") : undefined,
  };
}
