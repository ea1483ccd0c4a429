import type { Landscape } from "./landscape";
import type { Notebook } from "./notebook";

/** One question about the accounts of a stage. */
export interface Check {
  readonly name: string;
  /** Question, as the documentation has it. */
  readonly asks: string;
  /** `domain`: it asks the live domain, and waits where there is none. */
  readonly after: "nothing" | "domain";
  run(landscape: Landscape, notes: Notebook): Promise<void>;
}
