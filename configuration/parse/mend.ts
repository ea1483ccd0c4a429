import { z, type core } from "zod";
import { isSameWord, nearest, PathSet, show, type Path } from "../problems";
import { hints } from "../schema/hints";
import { allowedBy } from "./allowed";
import { codeFor, fixFor, fixForType, suggestKey } from "./fixes";
import { isInheritedName, NOT_INHERITED } from "./inherited-name";
import { lengthOf } from "./list-length";
import { withKeysInPlace } from "./misplaced-keys";
import { placeholder } from "./placeholder";
import { isPlainObject } from "./plain-object";
import { repair } from "./repair";
import type { ShapeProblem } from "./shape-problem";
import { chooseForm, discriminatorValues, formByValue, keysOfForms, valuesByKeys } from "./union-form";
import { unknownKeys } from "./unknown-keys";

/** An input as far as it could be read. */
export interface Mended<T> {
  /** Fits the schema's types everywhere; places in `mended` hold stand-ins. */
  readonly value: T;
  readonly problems: readonly ShapeProblem[];
  /** Places whose value says nothing about what the author meant. */
  readonly mended: PathSet;
}

/** A value beyond repair; whoever holds it puts a stand-in in its place. */
const BROKEN = Symbol("broken");

/**
 * Reads an input that does not fit its schema, as far as it can be read.
 *
 * One wrong value must not hide the problems that rules would find elsewhere, and must not cause others: so the result
 * always has the schema's shape, misspelt keys and values count as what was evidently meant, everything else that is
 * wrong is replaced by a stand-in, and problems that touch a stand-in are not reported.
 */
export function mend<S extends z.ZodType>(schema: S, input: unknown): Mended<z.output<S>> {
  const walk = new Walk();
  const value = walk.orStandIn(schema, input, []);
  return { value: value as z.output<S>, problems: walk.problems, mended: walk.mended };
}

class Walk {
  readonly problems: ShapeProblem[] = [];
  readonly mended = new PathSet();

  orStandIn(schema: core.$ZodType, input: unknown, path: Path): unknown {
    const value = this.value(schema, input, path);
    if (value !== BROKEN) return value;
    this.mended.add(path);
    return placeholder(schema);
  }

  private value(schema: core.$ZodType, input: unknown, path: Path): unknown {
    const { def } = (schema as core.$ZodTypes)._zod;
    switch (def.type) {
      case "default":
      case "optional":
        return input === undefined ? placeholder(schema) : this.value(def.innerType, input, path);
      case "object":
        return isPlainObject(input) ? this.object(def, input, path) : this.wrongType(schema, input, path);
      case "record":
        return isPlainObject(input) ? this.record(def, input, path) : this.wrongType(schema, input, path);
      case "array":
        return Array.isArray(input) ? this.array(schema, def, input, path) : this.wrongType(schema, input, path);
      case "union":
        return this.union(schema, def, input, path);
      default:
        return this.leaf(schema, input, path);
    }
  }

  private leaf(schema: core.$ZodType, input: unknown, path: Path): unknown {
    const result = z.safeParse(schema, input);
    if (result.success) return result.data;
    if (input === undefined) return this.wrongType(schema, input, path);
    const repaired = repair(schema, input, path);
    const [issue] = result.error.issues;
    const fix = repaired?.fix ?? fixFor(issue);
    const inherited = hints.get(schema)?.isKey === true && typeof input === "string" && isInheritedName(input);
    const allowed = inherited ? NOT_INHERITED : allowedBy(schema);
    this.report({ code: codeFor(issue), path, got: show(input), allowed, fix });
    return repaired?.value === undefined ? BROKEN : repaired.value;
  }

  private object(
    def: core.$ZodObjectDef,
    input: Record<string, unknown>,
    path: Path,
    otherForms: readonly string[] = [],
  ): unknown {
    const { problems, misspelt, misplaced } = unknownKeys(Object.keys(def.shape), input, path, otherForms);
    this.problems.push(...problems);
    const given = withKeysInPlace(input, path, misplaced, this.mended);
    const value: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(def.shape)) {
      const child = this.orStandIn(schema, given[misspelt.get(key) ?? key], [...path, key]);
      if (child !== undefined) value[key] = child;
    }
    return value;
  }

  private record(def: core.$ZodRecordDef, input: Record<string, unknown>, path: Path): unknown {
    for (const symbol of Object.getOwnPropertySymbols(input)) {
      const fix = "write a text as key";
      this.report({ code: "KEY_FORMAT", path, got: `the key ${String(symbol)}`, allowed: allowedBy(def.keyType), fix });
    }
    const entries = Object.entries(input).map(([key, entry]): [string, unknown] => {
      const at = [...path, key];
      if (isInheritedName(key) || !z.safeParse(def.keyType, key).success) {
        const allowed = isInheritedName(key) ? NOT_INHERITED : allowedBy(def.keyType);
        const words = hints.get(def.keyType)?.words ?? [];
        const meant = nearest(key, words);
        const isPlain = meant === undefined || isSameWord(key, meant);
        const fix = isPlain
          ? meant === undefined
            ? suggestKey(key, def.keyType)
            : `write "${meant}"`
          : `did you mean "${meant}"?`;
        this.report({ code: "KEY_FORMAT", path: at, got: show(key), allowed, fix });
        if (meant !== undefined && isPlain && !(meant in input))
          return [meant, this.orStandIn(def.valueType, entry, at)];
        // Which of the words is meant decides about everything that refers to one of them.
        if (words.length > 0) this.mended.add(path);
      }
      // The entry stays under its key, well-formed or not, so that what refers to it finds it.
      return [key, this.orStandIn(def.valueType, entry, at)];
    });
    // Not by assignment, to which `__proto__` is no key.
    return Object.fromEntries(entries);
  }

  private array(schema: core.$ZodType, def: core.$ZodArrayDef, input: unknown[], path: Path): unknown {
    const length = z.safeParse(lengthOf(schema), input);
    if (!length.success) {
      // Entries may be missing, so what is there says little about what was meant.
      this.mended.add(path);
      const got = `${input.length} ${input.length === 1 ? "entry" : "entries"}`;
      this.report({ code: "VALUE_RANGE", path, got, allowed: allowedBy(schema), fix: fixFor(length.error.issues[0]) });
    }
    // Not `input.map`, which leaves the holes of a sparse list out.
    return Array.from(input, (entry, index) => this.orStandIn(def.element, entry, [...path, index]));
  }

  private union(schema: core.$ZodType, def: core.$ZodUnionDef, input: unknown, path: Path): unknown {
    if ("discriminator" in def) return this.discriminated(schema, def as core.$ZodDiscriminatedUnionDef, input, path);
    for (const option of def.options) {
      const result = z.safeParse(option, input);
      if (result.success) return result.data;
    }
    if (!isPlainObject(input)) {
      const leaf = def.options.find((option) => repair(option, input, path) !== undefined);
      return leaf === undefined ? this.wrongType(schema, input, path) : this.leaf(leaf, input, path);
    }
    const chosen = chooseForm(def, input);
    return chosen === undefined
      ? this.wrongType(schema, input, path)
      : this.object(chosen.form.def, input, path, chosen.otherKeys);
  }

  private discriminated(
    schema: core.$ZodType,
    def: core.$ZodDiscriminatedUnionDef,
    input: unknown,
    path: Path,
  ): unknown {
    if (!isPlainObject(input)) return this.wrongType(schema, input, path);
    const key = this.discriminatorIn(def, input);
    const given = input[key];
    const form = formByValue(def, given);
    if (form !== undefined) return this.object(form.def, input, path);
    const values = discriminatorValues(def);
    const meant = typeof given === "string" ? nearest(given, valuesByKeys(def, key, input)) : undefined;
    this.report({
      code: given === undefined ? "VALUE_MISSING" : "VALUE_NOT_ALLOWED",
      path: [...path, def.discriminator],
      got: show(given),
      allowed: `one of ${values.map((value) => show(value)).join(", ")}`,
      fix: given === undefined ? `add ${show(def.discriminator)}` : meant && `did you mean "${meant}"?`,
    });
    if (meant !== undefined) return this.value(schema, { ...input, [key]: meant }, path);
    this.membersOfSomeForm(def, input, path);
    return BROKEN;
  }

  /** The key that tells the form, or the misspelt one that evidently stands for it. */
  private discriminatorIn(def: core.$ZodDiscriminatedUnionDef, input: Record<string, unknown>): string {
    const { discriminator } = def;
    return discriminator in input
      ? discriminator
      : (unknownKeys(keysOfForms(def), input, [], []).misspelt.get(discriminator) ?? discriminator);
  }

  /** Looks at what is beside a discriminator that says nothing: one mistake must not hide the others. */
  private membersOfSomeForm(
    def: core.$ZodDiscriminatedUnionDef,
    { [def.discriminator]: _given, ...members }: Record<string, unknown>,
    path: Path,
  ): void {
    const known = keysOfForms(def).filter((key) => key !== def.discriminator);
    const { problems, misspelt } = unknownKeys(known, members, path, []);
    this.problems.push(...problems);
    const shape = chooseForm(def, members)?.form.def.shape ?? {};
    for (const [key, schema] of Object.entries(shape)) {
      const given = misspelt.get(key) ?? key;
      if (key !== def.discriminator && given in members) this.orStandIn(schema, members[given], [...path, key]);
    }
  }

  private wrongType(schema: core.$ZodType, input: unknown, path: Path): typeof BROKEN {
    const code = input === undefined ? "VALUE_MISSING" : "VALUE_TYPE";
    this.report({ code, path, got: show(input), allowed: allowedBy(schema), fix: fixForType(input, path) });
    return BROKEN;
  }

  private report(problem: ShapeProblem): void {
    this.problems.push(problem);
  }
}
