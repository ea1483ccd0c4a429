import type { Path } from "../problems";
import { repeated, type Finding } from "./finding";

/** Entries of a list that repeat an earlier one, by what each is. */
export function entriesTwice<T>(path: Path, entries: readonly T[], name: (entry: T) => string): Finding[] {
  return repeated([...entries.entries()], ([, entry]) => name(entry)).map(
    ({ first: [position], again: [index, entry] }): Finding => ({
      code: "ENTRY_DUPLICATE",
      path: [...path, index],
      got: `${name(entry)}, which is also entry ${position}`,
      allowed: "an entry once",
      reads: [{ path }],
    }),
  );
}
