import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of code connections with their witnesses. */
export const CODE_CONNECTIONS_WITNESSES: readonly Witness[] = witnessesOf(
  "codeconnections",
  "services/codeconnections/index.ts",
  [
    [
      "pending",
      "documented",
      "A connection stays PENDING until a person has finished it in the console.",
      "Developer Tools console guide, connections workflow",
    ],
  ],
);
