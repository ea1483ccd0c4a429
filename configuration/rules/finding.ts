import type { ErrorCode } from "../problems/error-codes";
import { nearest, show, type Path } from "../problems";
import type { DomainView, OrganizationView, StageView } from "./view";

/** A place that a finding follows from, beside the one it is reported at. */
export interface Evidence {
  /** @default - the finding's stage */
  readonly stage?: StageView;
  readonly path: Path;
}

/** Result of a rule: one thing that is wrong or unwise, and its place. */
export interface Finding {
  readonly code: ErrorCode;
  /**
   * The stage in whose file the place is.
   *
   * @default - the stage that the rule was asked about
   */
  readonly stage?: StageView;
  readonly path: Path;
  readonly got: string;
  readonly allowed: string;
  /** @default - the code's usual fix */
  readonly fix?: string;
  /** Values that the finding was derived from: where one of them could not be read, the finding is not reported. */
  readonly reads?: readonly Evidence[];
  /** Maps in which a name was looked for: where one of them could not be read as a whole, the finding is not reported. */
  readonly among?: readonly Evidence[];
}

/** A rule about one stage. */
export type StageRule = (stage: StageView) => Finding[];
/** A rule about a domain and all stages that use it. Its findings name their stage. */
export type DomainRule = (domain: DomainView) => Finding[];
/** A rule about all stages. Its findings name their stage. */
export type OrganizationRule = (organization: OrganizationView) => Finding[];

const LONGEST_LIST = 12;

/** `"a", "b", "c"`, cut where it is long. */
export function list(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, LONGEST_LIST).map(show).join(", ");
  return all.length > LONGEST_LIST ? `${shown}, ... (${all.length} in all)` : shown;
}

/** A reference to something that is not there. */
export function unknownName(code: ErrorCode, { path, name, names, home, ...rest }: Reference): Finding {
  const known = [...names];
  const hint = nearest(name, known);
  const add = `add ${show(name)} under ${home}, or name one that is there`;
  const allowed = known.length === 0 ? `a key of ${home}, which is empty` : `one of ${list(known)}`;
  return { ...rest, code, path, got: show(name), allowed, fix: hint === undefined ? add : `did you mean "${hint}"?` };
}

/** A name and where it was looked for. */
export interface Reference {
  readonly path: Path;
  readonly name: string;
  readonly names: Iterable<string>;
  /** Section that defines such names, in the words of the file. */
  readonly home: string;
  readonly among: readonly Evidence[];
}

/** Entries that repeat an earlier one, each with the first. */
export function repeated<T>(
  entries: readonly T[],
  identity: (entry: T) => string | undefined,
): { readonly first: T; readonly again: T }[] {
  const firsts = new Map<string, T>();
  return entries.flatMap((again) => {
    const id = identity(again);
    if (id === undefined) return [];
    const first = firsts.get(id);
    if (first !== undefined) return [{ first, again }];
    firsts.set(id, again);
    return [];
  });
}
