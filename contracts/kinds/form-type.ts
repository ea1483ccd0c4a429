import { z } from "zod";
import { eachKey, ownCatalog, TYPE_NAME } from "./adoption";
import { OTHER_VOCABULARY } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A metadata form. Its id is its name; a change is a new revision. */
export const formTypeSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Project that owns it. Create-only. */
    projectId: z.string(),
    /** Create-only: the service knows a form by it. */
    name: z.string(),
    description: z.string().optional(),
    status: z.enum(["ENABLED", "DISABLED"]),
    /** The Smithy structure. */
    smithy: z.string(),
  }),
  ["domainId", "projectId", "name"],
);

/** Metadata forms. */
export const formType = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetFormType", "datazone:SearchTypes"],
    writeActions: ["datazone:CreateFormType", "datazone:DeleteFormType"],
  },
  attributes: [],
  evidence: "S: `aws_datazone_form_type` is replaced on every change; the service makes a revision",
  undetectable: [OTHER_VOCABULARY],
  adoption: {
    FormType: {
      by: "control-plane",
      keys: "<form>",
      id: "the name of a form",
      idPattern: TYPE_NAME,
      addresses: (stage) => eachKey(ownCatalog(stage)?.forms ?? {}),
      describedAt: () => ({ among: [["catalog"], ["catalog", "forms"]] }),
    },
  },
  promotion: {
    catalog: (stack) =>
      eachItem(stack, "catalog.forms", stack.stage.catalog?.forms ?? {}, ({ name, description, status, smithy }) => ({
        name,
        description,
        status,
        smithy,
      })),
  },
} as const satisfies KindDescriptor;
