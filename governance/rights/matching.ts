import type { KnownPrincipal } from "../reports";

/** Tells whether a text fits a pattern in which `*` is any text and `?` any character, as in IAM. */
export function fits(text: string, pattern: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, "[^]*")
    .replace(/\?/g, "[^]");
  return new RegExp(`^${expression}$`).test(text);
}

/** ARN of a role without its path: sessions do not tell it, and people leave it out. */
export const withoutPath = (arn: string): string =>
  arn.replace(/^(arn:[^:]*:iam::\d{12}:role)\/(?:.*\/)?([^/]+)$/, "$1/$2");

/** Tells whether an identifier of the configuration names a principal of the domain: by profile id, name or ARN. */
export function names(identifier: string, { id, name }: KnownPrincipal): boolean {
  return identifier === id || identifier === name || withoutPath(identifier) === withoutPath(name);
}

/** Tells whether a principal is one of those that the platform keeps. */
export const isOfPlatform = ({ name }: KnownPrincipal, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => fits(name, pattern) || fits(withoutPath(name), pattern));
