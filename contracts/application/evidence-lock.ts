import { z } from "zod";

/** Lock of evidence: who may delete it before its time, and how long that is. */
export const evidenceLock = z.strictObject({
  mode: z.enum(["GOVERNANCE", "COMPLIANCE"]),
  days: z.number().int().min(1),
});

/** Lock of evidence: who may delete it before its time, and how long that is. */
export type EvidenceLock = z.output<typeof evidenceLock>;
