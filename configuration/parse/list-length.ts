import { z, type core } from "zod";

const lengths = new WeakMap<core.$ZodType, core.$ZodType>();

/** Makes the schema of a list without that of its entries: those are gone through one by one. Makes it once, because making is slow. */
export function lengthOf(schema: core.$ZodType): core.$ZodType {
  const known = lengths.get(schema);
  if (known !== undefined) return known;
  const list = schema as z.ZodArray;
  const made = list.clone({ ...list._zod.def, element: z.unknown() });
  lengths.set(schema, made);
  return made;
}
