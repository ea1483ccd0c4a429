import type { ConditionContext } from "../model";

/** Condition keys that have a value; those without one are left out. */
export function keys(values: Readonly<Record<string, string | readonly string[] | undefined>>): ConditionContext {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(given) as ConditionContext;
}

/** Tags in any spelling that services have for them: a list of pairs, or a map. */
export function tagsOf(value: unknown): Record<string, string> {
  if (Array.isArray(value)) return Object.fromEntries((value as unknown[]).map(pair).filter(([key]) => key !== ""));
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, String(entry)]));
}

function pair(tag: unknown): [string, string] {
  const lower = Object.fromEntries(
    Object.entries(tag as Record<string, unknown>).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return [asText(lower.key ?? lower.tagkey), asText(lower.value ?? lower.tagvalue)];
}

const asText = (value: unknown): string => (typeof value === "string" ? value : "");

/** Condition keys of tags that a request sets. */
export function requestTags(tags: Readonly<Record<string, string>>): ConditionContext {
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  return { ...prefixed("aws:requesttag/", tags), "aws:tagkeys": keys };
}

/** Condition keys of tags that a request takes away. */
export function removedTags(keys: readonly unknown[]): ConditionContext {
  return keys.length === 0 ? {} : { "aws:tagkeys": keys.map(String) };
}

/** Condition keys of the tags of a resource. */
export function resourceTags(tags: Readonly<Record<string, string>>): ConditionContext {
  return prefixed("aws:resourcetag/", tags);
}

/** Names of condition keys are compared without case, tag keys in them too. */
function prefixed(prefix: string, tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}${key.toLowerCase()}`, value]));
}
