import type { AccessRules } from "../model";
import type { Conditions } from "../when";
import { firstRequest, holdsFor, withConditions, withoutConditions, type Requests } from "./requests";

/** Steps after which the search for a request is given up. Rules that people write need a few dozen. */
const STEPS = 20_000;

/** A request that was looked for: found, certainly not there, or too long to look for. */
export type Reach = { readonly request: Requests; readonly among: Requests } | "none" | "not-settled";

/**
 * Looks for a request for which the conditions hold and none of the others do.
 *
 * @param requests - Requests among which it is looked for.
 */
export function findRequest(
  requests: Requests,
  wanted: Conditions,
  unwanted: readonly Conditions[],
  rules: AccessRules,
): Reach {
  const start = withConditions(requests, wanted, rules);
  if (start === undefined) return "none";
  let steps = 0;
  const search = (left: Requests): Reach => {
    if (++steps > STEPS) return "not-settled";
    const request = firstRequest(left);
    const taken = unwanted.find((when) => holdsFor(request, when, rules));
    if (taken === undefined) return { request, among: left };
    // Only the conditions that take this request are looked at. None of what follows fulfils them again, so the search ends.
    for (const part of withoutConditions(left, taken, rules)) {
      const reach = search(part);
      if (reach !== "none") return reach;
    }
    return "none";
  };
  return search(start);
}
