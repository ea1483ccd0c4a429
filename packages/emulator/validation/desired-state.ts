import Ajv, { type ValidateFunction } from "ajv";
import type { RegistrySchema } from "./registry-schemas";

// Registry schemas carry keywords of CloudFormation's own (insertionOrder, createOnlyProperties, ...) and patterns
// written for Java, hence strict and unicodeRegExp off; formats are not asserted by CloudFormation's handlers either.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false, logger: false });
const compiled = new WeakMap<RegistrySchema, ValidateFunction>();

/** Lists what is wrong with a Cloud Control desired state according to the type's registry schema. */
export function desiredStateProblems(schema: RegistrySchema, desiredState: Record<string, unknown>): string[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(withoutForeignPatterns(schema) as RegistrySchema);
    compiled.set(schema, validate);
  }
  const problems = validate(desiredState)
    ? []
    : (validate.errors ?? []).map((e) => `${e.instancePath || "/"}: ${e.message} ${JSON.stringify(e.params)}`);
  for (const pointer of schema.readOnlyProperties ?? [])
    if (hasPointer(desiredState, pointer)) problems.push(`${pointer}: read-only property in a desired state`);
  return problems;
}

/** `\p{..}` classes mean "any printable character" in these schemas; without the u flag they would match letters. */
function withoutForeignPatterns(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutForeignPatterns);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(key === "pattern" && typeof value === "string" && value.includes("\\p{")))
      .map(([key, value]) => [key, withoutForeignPatterns(value)]),
  );
}

/** Tells whether a value has something at a pointer `/properties/...` of a registry schema. */
export function hasPointer(value: unknown, pointer: string): boolean {
  let current = value;
  for (const part of pointer.split("/").slice(2)) {
    if (typeof current !== "object" || current === null || !(part in current)) return false;
    current = (current as Record<string, unknown>)[part];
  }
  return true;
}
