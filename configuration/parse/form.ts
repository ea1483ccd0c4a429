import type { core } from "zod";

/** One form of a union: an object schema and its keys. */
export interface Form {
  readonly def: core.$ZodObjectDef;
  readonly keys: string[];
  readonly required: string[];
}

/** Lists the keys of an object schema; nothing for other schemas. */
export function keysOfForm(schema: core.$ZodType): Form | undefined {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type !== "object") return undefined;
  const keys = Object.keys(def.shape);
  return { def, keys, required: keys.filter((key) => isRequired(def.shape[key])) };
}

/** Tells keys that must be given from those that may be left out. */
export function isRequired(schema: core.$ZodType): boolean {
  return !["optional", "default"].includes((schema as core.$ZodTypes)._zod.def.type);
}
