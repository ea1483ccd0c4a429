import { z, type core } from "zod";
import { switchWord, wordsOfParameter } from "../../contracts/service/blueprint-parameters";
import { isSameWord, nearest, type Path } from "../problems";
import { hints } from "../schema/hints";
import { otherNamesOf } from "./other-names";

/** A better way to write a value that does not fit, and what it counts as until then. */
export interface Repair {
  readonly fix: string;
  /** Value that was evidently meant; absent where a stand-in is safer. */
  readonly value?: unknown;
}

/** Finds what was evidently meant by a value that does not fit, and how to write it. */
export function repair(schema: core.$ZodType, input: unknown, path: Path): Repair | undefined {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === "string" && typeof input === "boolean") return quotedTruth(schema, input, path);
  if (def.type === "string" && Number.isFinite(input)) return quoted(schema, input as number);
  const { digits } = hints.get(schema) ?? {};
  if (digits !== undefined && typeof input === "string" && /^\d+$/.test(input) && input.length === digits.count - 1)
    return { fix: `write it with its leading zero: "0${input}"` };
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

/** A truth value in the place of a text; parameters of blueprints have words of their own for it. */
function quotedTruth(schema: core.$ZodType, input: boolean, path: Path): Repair | undefined {
  const [last, beforeLast] = [path.at(-1), path.at(-2)];
  const name = String(last === "value" ? beforeLast : last);
  const text = switchWord(wordsOfParameter(name), String(input)) ?? String(input);
  if (!z.safeParse(schema, text).success) return undefined;
  return { fix: text === String(input) ? `quote it: "${text}"` : `write "${text}"` };
}

function quoted(schema: core.$ZodType, input: number): Repair {
  const { digits } = hints.get(schema) ?? {};
  if (digits === undefined) return { fix: `quote it: "${input}"` };
  const padded = String(input).padStart(digits.count, "0");
  const meant = z.safeParse(schema, padded).success;
  return meant
    ? { value: padded, fix: "quote it: leading zeros are lost" }
    : { fix: `write ${digits.of} ${digits.count} digits` };
}

/** Lists the words that a schema accepts, or of which it is likely to expect one. */
function choices(schema: core.$ZodType): readonly string[] {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === "enum") return Object.values(def.entries).map(String);
  if (def.type === "literal") return def.values.map(String);
  return hints.get(schema)?.words ?? [];
}
