import { z } from "zod";
import { DATAZONE_ID, eachKey, ownCatalog } from "./adoption";
import { OTHER_VOCABULARY } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A glossary. It is compared with the terms that are in it: those of nobody are taken out. */
export const glossarySchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Project that owns it. Create-only. */
    projectId: z.string(),
    name: z.string(),
    description: z.string().optional(),
    status: z.enum(["ENABLED", "DISABLED"]),
    /** Present on governed glossaries. Create-only. */
    usageRestriction: z.enum(["ASSET_GOVERNED_TERMS"]).optional(),
    /** Ledger key under which its terms are: `<stage>/<glossary>`. */
    termKeys: z.string(),
    /** Names of the configured terms. */
    termNames: z.array(z.string()),
    /** Ids of terms that the configuration takes over. */
    adoptedTermIds: z.array(z.string()),
  }),
  ["domainId", "projectId", "usageRestriction"],
);

/** Glossaries. */
export const glossary = {
  servedBy: "governance",
  permissions: {
    readActions: [
      GET_DOMAIN,
      "datazone:GetGlossary",
      "datazone:GetGlossaryTerm",
      "datazone:Search",
      "datazone:SearchListings",
    ],
    writeActions: [
      "datazone:CreateGlossary",
      "datazone:UpdateGlossary",
      "datazone:DeleteGlossary",
      "datazone:UpdateGlossaryTerm",
      "datazone:DeleteGlossaryTerm",
    ],
    listsLedger: true,
  },
  attributes: [],
  evidence: "S: `aws_datazone_glossary` has no `usage_restrictions`, and nothing of its compares the terms in it",
  undetectable: [OTHER_VOCABULARY],
  adoption: {
    Glossary: {
      by: "control-plane",
      keys: "<glossary>",
      id: "the id of a glossary",
      idPattern: DATAZONE_ID,
      addresses: (stage) => eachKey(ownCatalog(stage)?.glossaries ?? {}),
      describedAt: () => ({ among: [["catalog"], ["catalog", "glossaries"]] }),
    },
  },
  promotion: {
    catalog: (stack) =>
      eachItem(stack, "catalog.glossaries", stack.stage.catalog?.glossaries ?? {}, (entry) => ({
        name: entry.name,
        description: entry.description,
        status: entry.status,
        governed: entry.governed,
      })),
  },
} as const satisfies KindDescriptor;
