/** A report, as far as its forms depend on it. */
export interface Columned {
  /** Columns in their order, by name. */
  readonly columns: Readonly<Record<string, unknown>>;
}
