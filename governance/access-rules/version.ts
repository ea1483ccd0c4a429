import { createHash } from "node:crypto";
import { canonicalJson } from "../../contracts/canonical-json";
import type { AccessRules } from "./model";

/** Number of hexadecimal digits of a version. */
const DIGITS = 16;
const versions = new WeakMap<AccessRules, string>();

/**
 * Version of rules: a hash of everything that a decision follows from, 16 hexadecimal digits. Examples and texts of queues are left
 * out: they decide nothing.
 */
export function rulesVersion(rules: AccessRules): string {
  const known = versions.get(rules);
  if (known !== undefined) return known;
  const deciding = {
    purposes: Object.keys(rules.purposes),
    otherwise: rules.otherwise,
    unitParents: rules.unitParents,
    rules: rules.rules.map(({ examples: _examples, owner: _owner, ...rule }) => rule),
  };
  const version = createHash("sha256").update(canonicalJson(deciding)).digest("hex").slice(0, DIGITS);
  versions.set(rules, version);
  return version;
}
