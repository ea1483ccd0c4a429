/** A place in a configuration file: keys and list positions from the top. */
export type Path = readonly (string | number)[];

const PLAIN = /^[A-Za-z_][\w-]*$/;

/** Writes a path in the file's own words: `accounts.finance-dev.network.subnets[1].id`, `configurations["Lakehouse Database"]`. */
export function formatPath(path: Path): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (PLAIN.test(part)) text += text === "" ? part : `.${part}`;
    else text += `[${JSON.stringify(part)}]`;
  }
  return text === "" ? "(whole file)" : text;
}

/** A set of paths that answers whether a path touches one of its members. */
export class PathSet {
  readonly #members = new Set<string>();
  readonly #ancestors = new Set<string>();

  add(path: Path): void {
    this.#members.add(keyOf(path, path.length));
    for (let length = 0; length < path.length; length++) this.#ancestors.add(keyOf(path, length));
  }

  get size(): number {
    return this.#members.size;
  }

  /** Tells whether the path is a member or lies below one. */
  covers(path: Path): boolean {
    if (this.#members.size === 0) return false;
    for (let length = 0; length <= path.length; length++) if (this.#members.has(keyOf(path, length))) return true;
    return false;
  }

  /** Tells whether the path is a member, lies below one, or has one below it. */
  touches(path: Path): boolean {
    return this.covers(path) || this.#ancestors.has(keyOf(path, path.length));
  }
}

/** Unambiguous text of the first `length` parts: keys may contain any character. */
function keyOf(path: Path, length: number): string {
  return JSON.stringify(path.slice(0, length));
}
