import type { Duty, PromotionsRecord } from "./record";

/** One thing that is done next. Everything but `wait` is followed by another look. */
export type Step =
  /** Stores what has been found out or decided. */
  | { readonly kind: "store"; readonly record: PromotionsRecord }
  /** Tells or keeps something, then stores that it is done. */
  | { readonly kind: "do-duty"; readonly duty: Duty }
  /** Reads the version again, and the record of the stage's place. */
  | { readonly kind: "enter"; readonly promotion: string; readonly stage: string }
  | { readonly kind: "copy"; readonly promotion: string; readonly stage: string }
  | { readonly kind: "register"; readonly promotion: string; readonly stage: string }
  /** Reads the version again, approves it in the stage's account, and orders its deployment. */
  | { readonly kind: "release"; readonly promotion: string; readonly stage: string }
  /** Tells the code host of an order. It is stored before that it is being told. */
  | { readonly kind: "tell-host"; readonly stage: string }
  /** Asks the code host what has become of an order. */
  | { readonly kind: "ask-host"; readonly stage: string }
  /** Nothing is to be done before that time, or before something changes. */
  | { readonly kind: "wait"; readonly until?: string };
