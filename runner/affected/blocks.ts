import { APPLIED_OUTPUT, APPLIED_RESOURCE } from "../../contracts/applied-record";
import { canonicalJson } from "../../contracts/canonical-json";
import type { JsonObject } from "../synthesis";

/** The record of the last apply: it follows from the rest, and from the project's version, which changes nothing. */
const RECORD = [`terraform_data.${APPLIED_RESOURCE}`, `output.${APPLIED_OUTPUT}`];

/**
 * The blocks of a stack's Terraform by address, as text that is equal exactly when Terraform means the same.
 *
 * Not part of it: `//` members (comments of Terraform's JSON, where CDKTF keeps its metadata), the order of keys, white
 * space, the order of lists that Terraform takes for sets (`depends_on` and the like), and the record of the last apply. The code of a bundled function
 * is part of it through the hash in its asset's path.
 */
export function blocksOf(root: JsonObject): Map<string, string> {
  const blocks = new Map<string, string>();
  for (const [address, body] of bodies(root))
    if (!RECORD.includes(address)) blocks.set(address, canonical(withoutComment(body)));
  return blocks;
}

/** Every block with its body. Addresses are Terraform's where it has one: `aws_kms_key.x`, `data.aws_s3_objects.x`, `local.x`. */
export function bodies(root: JsonObject): [string, unknown][] {
  const found: [string, unknown][] = [];
  for (const [section, content] of Object.entries(root)) {
    switch (section) {
      case "//":
        break;
      case "resource":
      case "data":
        found.push(...typed(section === "data" ? "data." : "", content));
        break;
      case "locals":
        for (const body of list(content)) found.push(...named("local", body));
        break;
      case "terraform":
      case "output":
      case "variable":
      case "module":
        for (const body of list(content)) found.push(...named(section, body));
        break;
      case "provider":
        found.push(...providers(content));
        break;
      default:
        // moved, removed, import, check: without a name, so by position.
        list(content).forEach((body, index) => found.push([`${section}[${index}]`, body]));
    }
  }
  return found;
}

/** Canonical JSON of a part of a stack, in which the order of lists that Terraform takes for sets does not show either. */
export function canonical(value: unknown): string {
  return canonicalJson(inOneOrder(value));
}

function inOneOrder(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => inOneOrder(item));
    return UNORDERED.has(name) ? items.map((item) => canonicalJson(item)).sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inOneOrder(member, key)]));
}

const UNORDERED = new Set(["depends_on", "replace_triggered_by", "ignore_changes"]);

function typed(prefix: string, content: unknown): [string, unknown][] {
  return list(content).flatMap((types) =>
    entries(types).flatMap(([type, byName]) =>
      list(byName).flatMap((names) =>
        entries(names).map(([name, body]): [string, unknown] => [`${prefix}${type}.${name}`, body]),
      ),
    ),
  );
}

function named(section: string, content: unknown): [string, unknown][] {
  return entries(content).map(([name, body]) => [`${section}.${name}`, body]);
}

/** `provider.aws`, and `provider.aws.<alias>`. */
function providers(content: unknown): [string, unknown][] {
  return list(content).flatMap((byName) =>
    entries(byName).flatMap(([name, configurations]) =>
      list(configurations).map((body): [string, unknown] => {
        const { alias } = body as { alias?: unknown };
        return [typeof alias === "string" ? `provider.${name}.${alias}` : `provider.${name}`, body];
      }),
    ),
  );
}

/** Only of the block itself: deeper, `//` may be the key of a map that Terraform evaluates. */
function withoutComment(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutComment);
  if (typeof body !== "object" || body === null || !("//" in body)) return body;
  const { "//": _comment, ...rest } = body;
  return rest;
}

/** Terraform's JSON allows a list of bodies wherever one is allowed. */
function list(content: unknown): unknown[] {
  return Array.isArray(content) ? content : [content];
}

function entries(content: unknown): [string, unknown][] {
  if (typeof content !== "object" || content === null) return [];
  return Object.entries(content).filter(([name]) => name !== "//");
}
