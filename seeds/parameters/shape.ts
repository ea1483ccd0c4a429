import type { SeedProblem } from "../model";

/** Collects problems, so that all are told at once. */
export type Report = (problem: SeedProblem) => void;

/** Shape of a parameter. */
export interface Shape<T> {
  /** The value with defaults, or undefined where something was reported. */
  read(value: unknown, path: string, report: Report): T | undefined;
}

/** Type of the values of a shape. */
export type ValueOf<S> = S extends Shape<infer T> ? T : never;

/** A string of a pattern. */
export function text(pattern: RegExp, allowed: string, fix: string): Shape<string> {
  return {
    read(value, path, report) {
      if (typeof value === "string" && pattern.test(value)) return value;
      report({ path, got: value, allowed, fix });
      return undefined;
    },
  };
}

/** One of several words. */
export function choice<const T extends string>(values: readonly T[], fix: string): Shape<T> {
  return {
    read(value, path, report) {
      const found = values.find((each) => each === value);
      if (found === undefined) report({ path, got: value, allowed: values.join(", "), fix });
      return found;
    },
  };
}

/** `true` or `false`. */
export function flag(fix: string): Shape<boolean> {
  return {
    read(value, path, report) {
      if (typeof value === "boolean") return value;
      report({ path, got: value, allowed: "true, false", fix });
      return undefined;
    },
  };
}

/** Another shape, or the default where nothing (or null) is given. */
export function optional<T, D>(shape: Shape<T>, otherwise: D): Shape<T | D> {
  return {
    read: (value, path, report) =>
      value === undefined || value === null ? otherwise : shape.read(value, path, report),
  };
}

/** A list of values, no two of them equal. */
export function list<T>(of: Shape<T>, { min, max }: { min: number; max: number }, fix: string): Shape<readonly T[]> {
  return {
    read(value, path, report) {
      if (!Array.isArray(value) || value.length < min || value.length > max) {
        report({ path, got: value, allowed: `a list of ${min} to ${max}`, fix });
        return undefined;
      }
      const read = value.map((item: unknown, index) => of.read(item, `${path}[${index}]`, report));
      const repeated = value.findIndex((item: unknown, index) => value.indexOf(item) < index);
      if (repeated >= 0)
        report({ path: `${path}[${repeated}]`, got: value[repeated], allowed: "each value once", fix: "remove it" });
      return read.includes(undefined) ? undefined : (read as T[]);
    },
  };
}

/** An object with known members and no others. */
export function object<const M extends Readonly<Record<string, Shape<unknown>>>>(
  members: M,
): Shape<{ readonly [K in keyof M]: ValueOf<M[K]> }> {
  const known = Object.keys(members);
  return {
    read(value, path, report) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        report({ path: path || "parameters", got: value, allowed: "an object", fix: `give ${known.join(", ")}` });
        return undefined;
      }
      const prefix = path === "" ? "" : `${path}.`;
      for (const name of Object.keys(value).filter((each) => !known.includes(each)))
        report({
          path: `${prefix}${name}`,
          got: (value as Record<string, unknown>)[name],
          allowed: known.join(", ") || "no parameters at all",
          fix: "remove it, or write its name as above",
        });
      let whole = true;
      const read = known.map((name) => {
        const member = members[name].read((value as Record<string, unknown>)[name], `${prefix}${name}`, report);
        whole &&= member !== undefined;
        return [name, member] as const;
      });
      return whole ? (Object.fromEntries(read) as { readonly [K in keyof M]: ValueOf<M[K]> }) : undefined;
    },
  };
}
