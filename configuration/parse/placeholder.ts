import type { core } from "zod";

/** Makes a stand-in of the schema's type. Formats are not kept: rules work on types, and findings about stand-ins are dropped. */
export function placeholder(schema: core.$ZodType): unknown {
  const { def } = (schema as core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
      return undefined;
    case "default":
      return def.defaultValue;
    case "object":
      return Object.fromEntries(
        Object.entries(def.shape)
          .map(([key, child]) => [key, placeholder(child)])
          .filter(([, value]) => value !== undefined),
      );
    case "record":
      return {};
    case "array":
      return [];
    case "union":
      return placeholder(def.options[0]);
    case "literal":
      return def.values[0];
    case "enum":
      return Object.values(def.entries)[0];
    case "number":
      return 0;
    case "boolean":
      return false;
    case "string":
      return "";
    default:
      throw new Error(`the schema uses ${def.type}, which the reader of invalid files does not know`);
  }
}
