import { z } from "zod";
import { eachKey, ownDomain, PROFILE_ID } from "./adoption";
import { OTHER_PEOPLE } from "./blind-spot";
import { kindSchema, type KindDescriptor } from "./kind";
import { eachItem } from "./promotion";
import { GET_DOMAIN } from "./service-actions";

/** The profile of a group of IAM Identity Center, or of an IAM role. */
export const groupProfileSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** Create-only; exactly one of the two. IAM Identity Center group id or name. */
    groupIdentifier: z.string().optional(),
    rolePrincipalArn: z.string().optional(),
  }),
  ["domainId", "groupIdentifier", "rolePrincipalArn"],
);

/** Group profiles. */
export const groupProfile = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:GetGroupProfile", "datazone:SearchGroupProfiles"],
    writeActions: ["datazone:CreateGroupProfile", "datazone:UpdateGroupProfile"],
    // As the handlers of AWS::DataZone::UserProfile do for roles; those of GroupProfile name the four actions of Identity
    // Center only, which the function has where the domain signs in through it.
    forwardedActions: ["iam:GetRole"],
  },
  attributes: [],
  evidence:
    "S: `DomainIdentifier` is required, create-only and write-only at once, so no update works (awscc 1591, CloudFormation roadmap 2205)",
  undetectable: [
    OTHER_PEOPLE,
    {
      what: "members of a group",
      why: "kept by IAM Identity Center or by the trust of the role, not by the domain",
    },
  ],
  adoption: {
    GroupProfile: {
      by: "control-plane",
      keys: "<group>",
      id: "the id of a group profile",
      idPattern: PROFILE_ID,
      addresses: (stage) => eachKey(ownDomain(stage)?.groups ?? {}),
      describedAt: () => ({ among: [["domain"], ["domain", "groups"]] }),
    },
  },
  promotion: {
    // Who a group is in a directory belongs to the stage; that there is such a group does not.
    domain: (stack) => eachItem(stack, "domain.groups", stack.stage.domain.groups, () => ({})),
  },
} as const satisfies KindDescriptor;
