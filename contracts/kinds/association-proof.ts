import { z } from "zod";
import { kindSchema, type KindDescriptor } from "./kind";

/** Proof that an account sees the domain. */
export const associationProofSchema = kindSchema(
  z.strictObject({
    /** Create-only. */
    domainId: z.string(),
  }),
  ["domainId"],
);

/** Waits until a member may call the domain. Nothing is written. */
export const associationProof = {
  servedBy: "hosting",
  permissions: { readActions: ["datazone:ListEnvironmentBlueprintConfigurations"], writeActions: [] },
  attributes: [],
  evidence: "D: RAM reports ASSOCIATED up to 3 minutes before the member may call the domain",
  undetectable: [],
} as const satisfies KindDescriptor;
