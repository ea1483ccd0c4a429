import { z } from "zod";
import { formReference } from "./asset-type";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem, merged } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

const form = z.strictObject({
  name: z.string(),
  formType: formReference.formType,
  /** Absent: the one that the asset has, or the newest when the form comes to it. */
  revision: formReference.revision.optional(),
  /** JSON text of the fields that are ours; others of the form are left alone. */
  content: z.string(),
});

/** Ids of terms by the name that the configuration has for each. */
const terms = z.record(z.string(), z.string());

/** Terms, forms and texts on an asset that exists, or will; everything that is not configured is left alone. */
export const assetSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Project that owns the asset. Create-only. */
    projectId: z.string(),
    /** Create-only: identifier by which it is found among the project's assets. */
    externalIdentifier: z.string(),
    name: z.string().optional(),
    description: z.string().optional(),
    terms,
    governedTerms: terms,
    forms: z.array(form),
    /** By the name of the column. */
    columns: z.record(
      z.string(),
      z.strictObject({
        name: z.string().optional(),
        description: z.string().optional(),
        terms,
        forms: z.array(form),
      }),
    ),
    /** Absent: left alone. */
    published: z.boolean().optional(),
  }),
  ["domainId", "projectId", "externalIdentifier"],
);

/** Assets that runs of data sources or people have made. */
export const asset = {
  servedBy: "governance",
  permissions: {
    readActions: [
      GET_DOMAIN,
      "datazone:BatchGetAttributesMetadata",
      "datazone:GetAsset",
      "datazone:GetFormType",
      "datazone:GetGlossaryTerm",
      "datazone:Search",
    ],
    writeActions: [
      "datazone:AssociateGovernedTerms",
      "datazone:BatchPutAttributesMetadata",
      "datazone:CreateAssetRevision",
      "datazone:CreateListingChangeSet",
      "datazone:DisassociateGovernedTerms",
    ],
  },
  attributes: ["assetId"],
  evidence:
    "S: no CloudFormation type, no awscc resource, no aws resource; a revision drops terms that are not sent again (CLI issue 306)",
  undetectable: [
    {
      what: "assets that nobody configured, and forms on columns that nobody configured",
      why: "runs of data sources make assets, and people curate them",
    },
  ],
  promotion: {
    inventory: (stack) =>
      merged(
        Object.values(stack.stage.projects).map(({ key, assets }) =>
          // Identifiers differ by nature: each stage has its own data.
          eachItem(stack, `projects.${key}.assets`, assets, (entry) => ({
            name: entry.name,
            description: entry.description,
            readMe: entry.readMe,
            terms: entry.terms,
            forms: entry.forms,
            columns: Object.fromEntries(
              Object.entries(entry.columns).map(([name, column]) => [
                name,
                {
                  name: column.name,
                  description: column.description,
                  readMe: column.readMe,
                  terms: column.terms,
                  forms: column.forms,
                },
              ]),
            ),
            published: entry.published,
          })),
        ),
      ),
  },
} as const satisfies KindDescriptor;
