import { ANY, type Filled, ONE } from "./templates";

/**
 * Reach of a wildcard:
 * - `text`: every character (StringLike);
 * - `arn`: not beyond its one of the six components of an ARN (ArnLike);
 * - `resource`: not beyond a colon, unless it is the last character between two of them (Resource).
 */
export type Reach = "text" | "arn" | "resource";

const expressions: Readonly<Record<Reach, WeakMap<Filled, RegExp>>> = {
  text: new WeakMap(),
  arn: new WeakMap(),
  resource: new WeakMap(),
};

const EVERYTHING = { any: "[\\s\\S]*", one: "[\\s\\S]" };
const NO_COLON = { any: "[^:]*", one: "[^:]" };

/**
 * Compares a value with a pattern, case-sensitively.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html (String, ARN),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html (Resource)
 */
export function matches(pattern: Filled, value: string, reach: Reach): boolean {
  // Most patterns of a policy have no wildcard.
  if (pattern.length === 1 && typeof pattern[0] === "string") return pattern[0] === value;
  const cache = expressions[reach];
  let expression = cache.get(pattern);
  if (expression === undefined) cache.set(pattern, (expression = expressionOf(pattern, reach)));
  return expression.test(value);
}

function expressionOf(pattern: Filled, reach: Reach): RegExp {
  let source = "";
  let colons = 0;
  pattern.forEach((piece, index) => {
    if (typeof piece === "string") {
      source += piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      colons += piece.split(":").length - 1;
      return;
    }
    const { any, one } = reachesOn(reach, colons, pattern[index + 1]) ? EVERYTHING : NO_COLON;
    source += piece === ANY ? any : piece === ONE ? one : "";
  });
  return new RegExp(`^${source}$`);
}

function reachesOn(reach: Reach, colons: number, next: Filled[number] | undefined): boolean {
  if (reach === "text") return true;
  if (reach === "arn") return colons >= 5;
  return next === undefined || (typeof next === "string" && next.startsWith(":"));
}
