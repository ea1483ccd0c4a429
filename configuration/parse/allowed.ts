import { z, type core } from "zod";
import { show } from "../problems";
import { isRequired } from "./form";

/** Says what a schema accepts, in words. */
export function allowedBy(schema: core.$ZodType): string {
  const described = z.globalRegistry.get(schema)?.description;
  if (described !== undefined) return described;
  const { def } = (schema as core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "default":
      return allowedBy(def.innerType);
    case "enum":
      return `one of ${Object.values(def.entries).map(show).join(", ")}`;
    case "literal":
      return def.values.map(show).join(", ");
    case "union":
      return [...new Set(def.options.map(allowedBy))].join(" or ");
    case "object":
      return formOf(def);
    case "record":
      return "an object";
    case "array":
      return `a list${sizes(schema, " of ", " entries")}`;
    case "string":
      return `a text${sizes(schema, " of ", " characters")}`;
    case "number":
      return `a whole number${sizes(schema, ", ", "")}`;
    default:
      return def.type === "boolean" ? "true or false" : def.type;
  }
}

function formOf({ shape }: core.$ZodObjectDef): string {
  const keys = Object.keys(shape).map((key) => (isRequired(shape[key]) ? key : `${key}?`));
  return `{ ${keys.slice(0, 8).join(", ")}${keys.length > 8 ? ", ..." : ""} }`;
}

function sizes(schema: core.$ZodType, before: string, after: string): string {
  const { minimum, maximum } = schema._zod.bag as { minimum?: number; maximum?: number };
  if (minimum === undefined && maximum === undefined) return "";
  if (maximum === undefined) return `${before}at least ${minimum}${after}`;
  return `${before}${minimum ?? 0} to ${maximum}${after}`;
}
