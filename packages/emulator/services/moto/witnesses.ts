import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of what goes on to moto. */
export const MOTO_WITNESSES: readonly Witness[] = witnessesOf("moto", "services/moto/index.ts", [
  [
    "bucket-policies",
    "documented",
    "A bucket's policy takes part in judging every call of S3 about the bucket.",
    "S3 User Guide, Bucket policies; kept by the emulator, see docs/decisions/0009-bucket-policies-in-the-sandbox.md",
  ],
]);
