/** A text of AWS that does not say what is wrong, or not what to do, and what it was seen to mean. */
export interface KnownText {
  /** Name of the entry, unique. */
  readonly id: string;
  /** Text as it was seen, with invented ids. */
  readonly example: string;
  /** Finds the text, wherever it stands; white space is one blank. Groups fill `{1}`, `{2}` of cause and cure. */
  readonly said: RegExp;
  /** Finds what must stand around it, for texts that mean this in one place only. @default - it means this everywhere */
  readonly where?: RegExp;
  readonly cause: string;
  readonly cure: string;
  /** Evidence for the meaning: a row of the field evidence, an issue, or a page. */
  readonly witness: string;
}

/** A known text that was found, with what stands in its place. */
export interface Explanation {
  readonly id: string;
  readonly cause: string;
  readonly cure: string;
}
