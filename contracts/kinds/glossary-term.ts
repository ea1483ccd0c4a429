import { z } from "zod";
import { DATAZONE_ID, ownCatalog } from "./adoption";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem, merged } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A term of a glossary. */
export const glossaryTermSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Create-only. */
    glossaryId: z.string(),
    name: z.string(),
    shortDescription: z.string().optional(),
    longDescription: z.string().optional(),
    status: z.enum(["ENABLED", "DISABLED"]),
    /** Ids of the terms that it is a kind of. */
    isA: z.array(z.string()),
    /** Ids of the terms that it classifies. */
    classifies: z.array(z.string()),
  }),
  ["domainId", "glossaryId"],
);

/** Terms of glossaries. */
export const glossaryTerm = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetGlossaryTerm", "datazone:Search", "datazone:SearchListings"],
    writeActions: ["datazone:CreateGlossaryTerm", "datazone:UpdateGlossaryTerm", "datazone:DeleteGlossaryTerm"],
  },
  attributes: [],
  evidence: "S: `aws_datazone_glossary_term` is replaced on most changes, which takes the term from every asset",
  undetectable: [],
  adoption: {
    GlossaryTerm: {
      by: "control-plane",
      keys: "<glossary>/<term>",
      id: "the id of a term",
      idPattern: DATAZONE_ID,
      addresses: (stage) =>
        Object.entries(ownCatalog(stage)?.glossaries ?? {}).flatMap(([glossary, { terms }]) =>
          Object.keys(terms).map((term) => [glossary, term]),
        ),
      describedAt: (glossary) => ({
        among: [["catalog"], ["catalog", "glossaries"], ["catalog", "glossaries", glossary, "terms"]],
      }),
    },
  },
  promotion: {
    catalog: (stack) =>
      merged(
        Object.entries(stack.stage.catalog?.glossaries ?? {}).map(([key, { terms }]) =>
          eachItem(stack, `catalog.glossaries.${key}.terms`, terms, (term) => ({
            name: term.name,
            shortDescription: term.shortDescription,
            longDescription: term.longDescription,
            status: term.status,
            isA: term.isA,
            classifies: term.classifies,
          })),
        ),
      ),
  },
} as const satisfies KindDescriptor;
