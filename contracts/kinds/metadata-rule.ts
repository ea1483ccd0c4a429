import { z } from "zod";
import { DATAZONE_ID, eachKey, ownCatalog } from "./adoption";
import { formReference } from "./asset-type";
import { OTHER_VOCABULARY } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A rule on what publishing or subscribing must carry. */
export const metadataRuleSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Unit that it is about. Create-only. */
    domainUnitId: z.string(),
    includeChildDomainUnits: z.boolean(),
    name: z.string(),
    description: z.string().optional(),
    /** Create-only. */
    action: z.enum(["CREATE_LISTING_CHANGE_SET", "CREATE_SUBSCRIPTION_REQUEST"]),
    /** Create-only: whether it demands forms or terms. */
    ruleType: z.enum(["METADATA_FORM_ENFORCEMENT", "GLOSSARY_TERM_ENFORCEMENT"]),
    /** Names of asset types; absent: all. */
    assetTypes: z.array(z.string()).optional(),
    dataProducts: z.boolean(),
    /** Absent: all. */
    projectIds: z.array(z.string()).optional(),
    forms: z.array(z.strictObject(formReference)),
    termIds: z.array(z.string()),
  }),
  ["domainId", "domainUnitId", "action", "ruleType"],
);

/** Rules on metadata. */
export const metadataRule = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetRule", "datazone:ListRules", "datazone:GetFormType"],
    writeActions: ["datazone:CreateRule", "datazone:UpdateRule", "datazone:DeleteRule"],
  },
  attributes: [],
  evidence: "S: no CloudFormation type, no awscc resource, no aws resource",
  undetectable: [OTHER_VOCABULARY],
  adoption: {
    MetadataRule: {
      by: "control-plane",
      keys: "<rule>",
      id: "the id of a rule",
      idPattern: DATAZONE_ID,
      addresses: (stage) => eachKey(ownCatalog(stage)?.rules ?? {}),
      describedAt: () => ({ among: [["catalog"], ["catalog", "rules"]] }),
    },
  },
  promotion: {
    catalog: (stack) =>
      eachItem(stack, "catalog.rules", stack.stage.catalog?.rules ?? {}, (entry) => ({
        name: entry.name,
        description: entry.description,
        on: entry.on,
        unit: entry.unit,
        includeChildUnits: entry.includeChildUnits,
        assetTypes: entry.assetTypes,
        dataProducts: entry.dataProducts,
        projects: entry.projects,
        forms: entry.forms,
        terms: entry.terms,
      })),
  },
} as const satisfies KindDescriptor;
