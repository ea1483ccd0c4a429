/** Three numbers of a version; a pre-release counts as its release. */
type Numbers = readonly [number, number, number];

type Operator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~>";

interface Condition {
  readonly operator: Operator;
  readonly version: Numbers;
  /** Numbers that were written; `~>` lets the last of them rise. */
  readonly written: number;
}

/** Versions between two bounds. */
export interface VersionRange {
  /** The first version. */
  readonly from: string;
  /** The first version that is too new. */
  readonly below: string;
}

const NUMBER = String.raw`(?:0|[1-9]\d{0,8})`;
const CONDITION = String.raw`(?:(?:!=|>=|<=|~>|=|>|<) ?)?${NUMBER}(?:\.${NUMBER}){0,2}`;
/**
 * Form of a constraint. A part of what Terraform 1.11 takes (measured): no pre-releases, one space at most after an operator,
 * no numbers with leading zeros.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export const CONSTRAINT_PATTERN = new RegExp(`^${CONDITION}(?: *, *${CONDITION})*$`);

/** A Terraform version constraint: conditions that all hold, such as `>= 5.100, < 7.0`. */
export class VersionConstraint {
  private constructor(private readonly conditions: readonly Condition[]) {}

  /** Undefined where the text is none, or has a form that we do not take ({@link CONSTRAINT_PATTERN}). */
  static parse(text: string): VersionConstraint | undefined {
    if (!CONSTRAINT_PATTERN.test(text)) return undefined;
    return new VersionConstraint(text.split(",").map((part) => parseCondition(part.trim())));
  }

  /** Tells whether a version fulfils every condition; a pre-release never does, as Terraform takes them by exact name only. */
  admits(version: string): boolean {
    if (!/^\d+\.\d+\.\d+$/.test(version)) return false;
    const numbers = numbersOf(version);
    return this.conditions.every((condition) => fulfils(numbers, condition));
  }

  /** Tells whether it admits versions of a range only. A constraint that admits nothing is in no range. */
  isWithin(range: VersionRange | VersionConstraint): boolean {
    const [from, below] =
      range instanceof VersionConstraint ? range.bounds() : [numbersOf(range.from), numbersOf(range.below)];
    const [first, end] = this.bounds();
    return !this.isEmpty() && compare(first, from) >= 0 && compare(end, below) <= 0;
  }

  /** Tells whether no version fulfils all conditions. */
  isEmpty(): boolean {
    const [first, end] = this.bounds();
    // Exclusions are single versions: only what is a handful of versions can be empty because of them.
    for (let [major, minor, patch] = first, tries = 0; tries <= this.conditions.length; tries++, patch++) {
      const candidate: Numbers = [major, minor, patch];
      if (compare(candidate, end) >= 0) return true;
      if (this.conditions.every((condition) => fulfils(candidate, condition))) return false;
    }
    return false;
  }

  /** The first version that may fulfil the conditions, and the first that is too new. */
  private bounds(): readonly [first: Numbers, end: Numbers] {
    const all = this.conditions.map(boundsOf);
    return [
      all.map(([first]) => first).reduce((a, b) => (compare(a, b) >= 0 ? a : b)),
      all.map(([, end]) => end).reduce((a, b) => (compare(a, b) <= 0 ? a : b)),
    ];
  }
}

/** Compares `5.100.0` with `5.99.1` numerically; numbers that are not written are 0, a pre-release counts as its release. */
export function compareVersions(left: string, right: string): number {
  return compare(numbersOf(left), numbersOf(right));
}

/** Tells whether a version lies in a range. */
export function isInRange(version: string, { from, below }: VersionRange): boolean {
  return compareVersions(version, from) >= 0 && compareVersions(version, below) < 0;
}

const NEVER: Numbers = [Infinity, 0, 0];

function boundsOf(condition: Condition): readonly [first: Numbers, end: Numbers] {
  const { operator, version } = condition;
  switch (operator) {
    case "=":
      return [version, after(version)];
    case "!=":
      return [[0, 0, 0], NEVER];
    case ">":
      return [after(version), NEVER];
    case ">=":
      return [version, NEVER];
    case "<":
      return [[0, 0, 0], version];
    case "<=":
      return [[0, 0, 0], after(version)];
    case "~>":
      return [version, endOf(condition)];
  }
}

function fulfils(version: Numbers, condition: Condition): boolean {
  if (condition.operator === "!=") return compare(version, condition.version) !== 0;
  const [first, end] = boundsOf(condition);
  return compare(version, first) >= 0 && compare(version, end) < 0;
}

/** `~> 5.100.0` ends below 5.101.0, `~> 5.100` and `~> 5` below 6.0.0 (measured with Terraform 1.11). */
function endOf({ version: [major, minor], written }: Condition): Numbers {
  return written === 3 ? [major, minor + 1, 0] : [major + 1, 0, 0];
}

function after([major, minor, patch]: Numbers): Numbers {
  return [major, minor, patch + 1];
}

function parseCondition(text: string): Condition {
  const [, operator = "=", version] = /^(\D*?) ?([\d.]+)$/.exec(text) ?? [];
  return {
    operator: (operator === "" ? "=" : operator) as Operator,
    version: numbersOf(version),
    written: version.split(".").length,
  };
}

function numbersOf(version: string): Numbers {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/, 3).map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor, patch];
}

function compare(left: Numbers, right: Numbers): number {
  const at = left.findIndex((number, index) => number !== right[index]);
  return at === -1 ? 0 : left[at] - right[at];
}
