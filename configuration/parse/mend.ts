import { z, type core } from "zod";
import type { ErrorCode } from "../problems/error-codes";
import { nearest, PathSet, show, type Path } from "../problems";
import { key } from "../schema/primitives";
import { codeFor, fixFor, fixForType, suggestKey } from "./fixes";
import {
  allowedBy,
  isInheritedName,
  isPlainObject,
  keysOfForm,
  NOT_INHERITED,
  otherNamesOf,
  placeholder,
  repair,
} from "./schema-facts";

/** A value that does not fit the schema. */
export interface ShapeProblem {
  readonly code: ErrorCode;
  readonly path: Path;
  readonly got: string;
  readonly allowed: string;
  readonly fix?: string;
}

/** What could be made of an input. */
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
    const repaired = repair(schema, input);
    const [issue] = result.error.issues;
    const fix = repaired?.fix ?? fixFor(issue);
    const inherited = schema === key && typeof input === "string" && isInheritedName(input);
    const allowed = inherited ? NOT_INHERITED : allowedBy(schema);
    this.report({ code: codeFor(issue), path, got: show(input), allowed, fix });
    return repaired?.value === undefined ? BROKEN : repaired.value;
  }

  private object(
    def: core.$ZodObjectDef,
    input: Record<string, unknown>,
    path: Path,
    otherForms: string[] = [],
  ): unknown {
    const misspelt = this.unknownKeys(Object.keys(def.shape), input, path, otherForms);
    const value: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(def.shape)) {
      const child = this.orStandIn(schema, input[misspelt.get(key) ?? key], [...path, key]);
      if (child !== undefined) value[key] = child;
    }
    return value;
  }

  /** Reports keys that the schema does not have; answers which of them evidently stand for which key. */
  private unknownKeys(known: string[], input: object, path: Path, otherForms: string[]): Map<string, string> {
    const misspelt = new Map<string, string>();
    const absent = new Set(known.filter((key) => !(key in input)));
    for (const key of Object.keys(input).filter((candidate) => !known.includes(candidate))) {
      const at = { path: [...path, key], got: show(key) };
      if (otherForms.includes(key)) {
        const allowed = `${known.join(", ")} in this form`;
        this.report({
          ...at,
          code: "KEY_CONFLICT",
          allowed,
          fix: `remove ${show(key)}, or everything that excludes it`,
        });
        continue;
      }
      const candidate = nearest(key, absent, otherNamesOf(known));
      // A name from elsewhere may lead to a key that is there already: good for a hint, but not what the value is for.
      const meant = candidate !== undefined && absent.has(candidate) ? candidate : undefined;
      if (meant !== undefined) misspelt.set(meant, key);
      const hint = candidate ?? nearest(key, known);
      const fix = hint === undefined ? "remove it" : `did you mean "${hint}"?`;
      this.report({ ...at, code: "KEY_UNKNOWN", allowed: known.join(", "), fix });
      if (meant !== undefined) absent.delete(meant);
    }
    return misspelt;
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
        this.report({ code: "KEY_FORMAT", path: at, got: show(key), allowed, fix: suggestKey(key, def.keyType) });
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
      const leaf = def.options.find((option) => repair(option, input) !== undefined);
      return leaf === undefined ? this.wrongType(schema, input, path) : this.leaf(leaf, input, path);
    }
    const forms = def.options.flatMap((option) => keysOfForm(option) ?? []);
    const matches = (form: (typeof forms)[number]): number =>
      Object.keys(input).filter((key) => form.keys.includes(key)).length;
    const missing = (form: (typeof forms)[number]): number => form.required.filter((key) => !(key in input)).length;
    const best = forms.toSorted((a, b) => matches(b) - matches(a) || missing(a) - missing(b)).at(0);
    if (best === undefined || (matches(best) === 0 && Object.keys(input).length === 0))
      return this.wrongType(schema, input, path);
    return this.object(
      best.def,
      input,
      path,
      forms.filter((form) => form !== best).flatMap((form) => form.keys),
    );
  }

  private discriminated(
    schema: core.$ZodType,
    def: core.$ZodDiscriminatedUnionDef,
    input: unknown,
    path: Path,
  ): unknown {
    if (!isPlainObject(input)) return this.wrongType(schema, input, path);
    const forms = def.options.flatMap((option) => keysOfForm(option) ?? []);
    const valuesOf = (form: (typeof forms)[number]): string[] =>
      [...(form.def.shape[def.discriminator]._zod.values ?? [])].map((value) => String(value));
    const given = input[def.discriminator];
    const form = forms.find((candidate) => valuesOf(candidate).includes(given as string));
    if (form !== undefined) return this.object(form.def, input, path);
    const values = forms.flatMap(valuesOf);
    const meant = typeof given === "string" ? nearest(given, values) : undefined;
    this.report({
      code: given === undefined ? "VALUE_MISSING" : "VALUE_NOT_ALLOWED",
      path: [...path, def.discriminator],
      got: show(given),
      allowed: `one of ${values.map((value) => show(value)).join(", ")}`,
      fix: given === undefined ? `add ${show(def.discriminator)}` : meant && `did you mean "${meant}"?`,
    });
    return meant === undefined ? BROKEN : this.value(schema, { ...input, [def.discriminator]: meant }, path);
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

const lengths = new WeakMap<core.$ZodType, core.$ZodType>();

/** The schema of a list without that of its entries: those are gone through one by one. Made once, because making is slow. */
function lengthOf(schema: core.$ZodType): core.$ZodType {
  const known = lengths.get(schema);
  if (known !== undefined) return known;
  const list = schema as z.ZodArray;
  const made = list.clone({ ...list._zod.def, element: z.unknown() });
  lengths.set(schema, made);
  return made;
}
