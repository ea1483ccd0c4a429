import type { OwnedDomain } from "../../configuration/model";

/** Key of the unit that every domain has. */
export const ROOT = "root";

/** The unit tree of a domain. */
export class UnitTree {
  private readonly children = new Map<string, string[]>();

  constructor(private readonly units: OwnedDomain["units"]) {
    for (const [key, { parent }] of Object.entries(units))
      this.children.set(parent, [...(this.children.get(parent) ?? []), key]);
  }

  /** All keys from the root down, children behind their parent, siblings in the order of the file. */
  keys(from: string = ROOT): string[] {
    return [from, ...(this.children.get(from) ?? []).flatMap((child) => this.keys(child))];
  }

  /** Keys from below the root down to the unit; empty for the root. */
  ancestry(key: string): string[] {
    return key === ROOT ? [] : [...this.ancestry(this.units[key].parent), key];
  }

  /** Name with those of the units above: `Finance / Reporting`; `Root` for the root. */
  path(key: string): string {
    const names = this.ancestry(key).map((ancestor) => this.units[ancestor].name);
    return names.length === 0 ? "Root" : names.join(" / ");
  }

  /** The unit in words: `Finance and below`. */
  label(key: string, below: boolean): string {
    return below && this.keys(key).length > 1 ? `${this.path(key)} and below` : this.path(key);
  }

  /** Units that a right on a unit covers. */
  covered(key: string, below: boolean): string[] {
    return below ? this.keys(key) : [key];
  }
}
