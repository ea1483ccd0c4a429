import { z, type core } from "zod";
import { CONSOLE_NAMES } from "../../contracts/service/blueprints";
import { isSameWord, nearest, show } from "../problems";
import { accountId, region } from "../schema/primitives";
import { REGIONS } from "../schema/regions";

/** Whether a value is an object literal (arrays, functions, class instances such as `Date` or promises are not). */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  // Not a comparison with Object.prototype: values of another V8 context (configuration files, jest) have their own.
  return Object.prototype.toString.call(value) === "[object Object]";
}

const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Whether every JavaScript object has a property of this name (`constructor`, `toString`, `__proto__`, ...). As a key of a
 * map it would be lost, or be found in maps that do not have it.
 */
export function isInheritedName(name: string): boolean {
  return INHERITED.has(name);
}

/** What is allowed where such a name is given. */
export const NOT_INHERITED = "a name that JavaScript objects do not have by themselves";

/** Whether a value that fits the schema holds such a name as a key: zod drops `__proto__` without a word. */
export function hasInheritedNames(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (
    (!Array.isArray(value) && Object.keys(value).some(isInheritedName)) || Object.values(value).some(hasInheritedNames)
  );
}

/** One form of a union: an object schema and its keys. */
export interface Form {
  readonly def: core.$ZodObjectDef;
  readonly keys: string[];
  readonly required: string[];
}

/** The keys of an object schema; nothing for other schemas. */
export function keysOfForm(schema: core.$ZodType): Form | undefined {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type !== "object") return undefined;
  const keys = Object.keys(def.shape);
  return { def, keys, required: keys.filter((key) => isRequired(def.shape[key])) };
}

function isRequired(schema: core.$ZodType): boolean {
  return !["optional", "default"].includes((schema as core.$ZodTypes)._zod.def.type);
}

/** A stand-in of the schema's type. Formats are not kept: rules work on types, and findings about stand-ins are dropped. */
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

/** How to write a value that does not fit, and what it counts as until then. */
export interface Repair {
  readonly fix: string;
  /** What was evidently meant; absent where a stand-in is safer. */
  readonly value?: unknown;
}

/** What was evidently meant by a value that does not fit, and how to write it. */
export function repair(schema: core.$ZodType, input: unknown): Repair | undefined {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === "string" && Number.isFinite(input)) return quoted(schema, input as number);
  if (def.type === "boolean" && (input === "true" || input === "false")) {
    return { value: input === "true", fix: `write ${input} without quotes` };
  }
  if (def.type === "number" && typeof input === "string" && z.safeParse(schema, Number(input)).success) {
    return { value: Number(input), fix: `write ${input} without quotes` };
  }
  if (typeof input !== "string") return undefined;
  const words = choices(schema);
  const meant = nearest(input, words, otherNamesOf(words));
  if (meant === undefined) return undefined;
  const fix = `did you mean "${meant}"?`;
  // Another word of the list may have been meant; only what differs in case and punctuation is beyond doubt.
  return isSameWord(input, meant) ? { value: meant, fix } : { fix };
}

function quoted(schema: core.$ZodType, input: number): Repair {
  if (schema !== accountId) return { fix: `quote it: "${input}"` };
  // The one text where a number has another meaning: JavaScript drops the leading zeros of an account id.
  const padded = String(input).padStart(12, "0");
  const meant = z.safeParse(schema, padded).success;
  return meant ? { value: padded, fix: "quote it: leading zeros are lost" } : { fix: "write the account's 12 digits" };
}

/** The words that a schema accepts, or of which it is likely to expect one. */
function choices(schema: core.$ZodType): readonly string[] {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === "enum") return Object.values(def.entries).map(String);
  if (def.type === "literal") return def.values.map(String);
  return schema === region ? REGIONS : [];
}

/** What some of these words are called in the console. */
export function otherNamesOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(CONSOLE_NAMES).filter(([, name]) => words.includes(name)));
}

/** What a schema accepts, in words. */
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
