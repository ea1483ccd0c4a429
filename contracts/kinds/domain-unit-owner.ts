import { z } from "zod";
import { ownDomain } from "./adoption";
import { kindSchema, type KindDescriptor } from "./kind";
import { GET_DOMAIN } from "./service-actions";

/**
 * An owner of a unit that was there before the configuration. Others are Cloud Control's, whose resource in Terraform cannot be
 * imported. Everything in it is create-only.
 */
export const domainUnitOwnerSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    domainUnitId: z.string(),
    /** Profile ids, exactly one of the two. */
    userIdentifier: z.string().optional(),
    groupIdentifier: z.string().optional(),
  }),
  ["domainId", "domainUnitId", "userIdentifier", "groupIdentifier"],
);

/** Adopted owners of domain units. */
export const domainUnitOwner = {
  servedBy: "adopting",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:ListEntityOwners"],
    writeActions: ["datazone:AddEntityOwner", "datazone:RemoveEntityOwner"],
    // Handlers of AWS::DataZone::Owner.
    forwardedActions: ["datazone:GetGroupProfile", "datazone:GetUserProfile", "iam:GetRole"],
  },
  attributes: [],
  evidence: "S: as `PolicyGrant`; adopted owners only",
  undetectable: [],
  adoption: {
    DomainUnitOwner: {
      by: "control-plane",
      keys: "<unit>/<owner>",
      id: "<unit id>|<profile id>",
      idPattern: /^[a-z0-9_-]{1,256}\|[A-Za-z0-9-]{1,60}$/,
      addresses: (stage) => {
        const domain = ownDomain(stage);
        if (domain === undefined) return [];
        const units = Object.entries(domain.units).map(([key, { owners }]) => [key, owners] as const);
        return [["root", domain.rootOwners] as const, ...units].flatMap(([unit, owners]) =>
          Object.keys(owners).map((owner) => [unit, owner]),
        );
      },
      describedAt: (unit) => ({
        among: [
          ["domain"],
          ["domain", "rootOwners"],
          ["domain", "units"],
          ["domain", "units", unit],
          ["domain", "units", unit, "owners"],
        ],
      }),
    },
  },
} as const satisfies KindDescriptor;
