import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of what goes on to moto. */
export const MOTO_WITNESSES: readonly Witness[] = witnessesOf("moto", "services/moto/index.ts", [
  [
    "bucket-policies",
    "assumed",
    "Policies of buckets are kept and returned, and not enforced.",
    "docs/decisions/0009-bucket-policies-in-the-sandbox.md",
  ],
]);
