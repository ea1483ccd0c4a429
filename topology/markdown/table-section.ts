import type { Content } from "../../formats/markdown";

/** A section of the page that is one table. */
export interface TableSection {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Content[])[];
  /** Text in its place where it has no rows. */
  readonly empty: string;
}
