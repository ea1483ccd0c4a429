import { z } from "zod";
import { DATAZONE_ID, eachKey, ownDomain } from "./adoption";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** A domain unit below the root unit. */
export const domainUnitSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    name: z.string(),
    description: z.string().optional(),
    /** Create-only. */
    parentDomainUnitId: z.string(),
  }),
  ["domainId", "parentDomainUnitId"],
);

/** Domain units. */
export const domainUnit = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetDomainUnit", "datazone:ListDomainUnitsForParent"],
    writeActions: ["datazone:CreateDomainUnit", "datazone:UpdateDomainUnit", "datazone:DeleteDomainUnit"],
  },
  attributes: [],
  evidence: "S: no native resource; through Cloud Control drift would be invisible",
  undetectable: [
    {
      what: "domain units that nobody configured, and what is granted on them",
      why: "people with CREATE_DOMAIN_UNIT make them in the portal",
      byOthers: true,
    },
  ],
  adoption: {
    DomainUnit: {
      by: "control-plane",
      keys: "<unit>",
      id: "the id of a unit",
      idPattern: DATAZONE_ID,
      addresses: (stage) => eachKey(ownDomain(stage)?.units ?? {}),
      describedAt: () => ({ among: [["domain"], ["domain", "units"]] }),
    },
  },
  promotion: {
    domain: (stack) => eachItem(stack, "domain.units", stack.stage.domain.units, (unit) => unit),
  },
} as const satisfies KindDescriptor;
