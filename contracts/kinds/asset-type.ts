import { z } from "zod";
import { eachKey, ownCatalog, TYPE_NAME } from "./adoption";
import { OTHER_VOCABULARY } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/**
 * A revision of a form: one that is given, or, of a form of ours, any whose content has this fingerprint. The number of the
 * revision that an apply makes is known after it only; with the fingerprint a plan says which types move to it.
 */
export const formReference = {
  formType: z.string(),
  revision: z.union([z.strictObject({ given: z.string() }), z.strictObject({ content: z.string() })]),
};

/** An asset type with its forms. Its id is its name; a change is a new revision. */
export const assetTypeSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Project that owns it. Create-only. */
    projectId: z.string(),
    /** Create-only: the service knows a type by it. */
    name: z.string(),
    description: z.string().optional(),
    /** Forms by the name that each has in the type. */
    forms: z.record(z.string(), z.strictObject({ ...formReference, required: z.boolean() })),
  }),
  ["domainId", "projectId", "name"],
);

/** Asset types. */
export const assetType = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetAssetType", "datazone:GetFormType"],
    writeActions: ["datazone:CreateAssetType", "datazone:DeleteAssetType"],
  },
  attributes: [],
  evidence: "S: `aws_datazone_asset_type` is replaced on every change; the service makes a revision",
  undetectable: [OTHER_VOCABULARY],
  adoption: {
    AssetType: {
      by: "control-plane",
      keys: "<asset type>",
      id: "the name of an asset type",
      idPattern: TYPE_NAME,
      addresses: (stage) => eachKey(ownCatalog(stage)?.assetTypes ?? {}),
      describedAt: () => ({ among: [["catalog"], ["catalog", "assetTypes"]] }),
    },
  },
  promotion: {
    catalog: (stack) =>
      eachItem(stack, "catalog.assetTypes", stack.stage.catalog?.assetTypes ?? {}, (entry) => ({
        name: entry.name,
        description: entry.description,
        forms: entry.forms,
        usableIn: entry.usableIn,
      })),
  },
} as const satisfies KindDescriptor;
