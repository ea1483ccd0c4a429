import type { Description, Schema } from "./description";

const PREFIX = "#/components/schemas/";

/**
 * Schema of OpenAPI 3.0 as a JSON schema that stands alone: with everything that it refers to, and null where `nullable` says so.
 *
 * Only what one operation needs is taken along: the whole description has a thousand schemas.
 *
 * @param isAnswer - Of an answer one alternative of `oneOf` has to fit, and more may: GitHub's description has alternatives that contain
 *   each other, such as its two forms of a conflict.
 */
export function standAlone(from: Description, schema: Schema, isAnswer: boolean): Schema {
  const definitions: Record<string, Schema> = {};
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== "object" || value === null) return value;
    const { nullable, example: _example, examples: _examples, ...rest } = value as Record<string, unknown>;
    const converted: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(rest))
      converted[isAnswer && name === "oneOf" && Array.isArray(part) ? "anyOf" : name] = convert(part);
    if (typeof converted.$ref === "string") converted.$ref = reference(converted.$ref);
    return nullable === true ? withNull(converted) : converted;
  };
  const reference = (ref: string): string => {
    if (!ref.startsWith(PREFIX)) throw new Error(`a reference that is not a schema: ${ref}`);
    const name = ref.slice(PREFIX.length);
    if (!Object.hasOwn(definitions, name)) {
      definitions[name] = {}; // it may refer to itself
      definitions[name] = convert(from.components.schemas[name]) as Schema;
    }
    return `#/$defs/${name}`;
  };
  const root = convert(schema) as Schema;
  return { ...root, $defs: definitions };
}

function withNull(schema: Record<string, unknown>): Schema {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  return {
    ...schema,
    type: [type, "null"],
    ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
  };
}
