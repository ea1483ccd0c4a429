import { z } from "zod";
import { AWS_OWNED } from "../encryption-key";
import { ROLE_NAMES } from "../names";
import { kindSchema, type KindDescriptor } from "./kind";
import { GET_DOMAIN } from "./service-actions";

/** A domain of version V2. Replacing it would destroy everything in it, so that is refused. */
export const domainSchema = kindSchema(
  z.strictObject({
    name: z.string(),
    description: z.string().optional(),
    domainExecutionRoleArn: z.string(),
    serviceRoleArn: z.string(),
    /** Create-only. Absent, and by no text: DataZone encrypts with a key of its own. */
    kmsKeyArn: z
      .string()
      .refine((arn) => arn !== "" && arn !== AWS_OWNED, { error: "names no key" })
      .optional(),
    singleSignOn: z.strictObject({
      type: z.enum(["DISABLED", "IAM_IDC"]),
      userAssignment: z.enum(["AUTOMATIC", "MANUAL"]).optional(),
      idcInstanceArn: z.string().optional(),
    }),
    tags: z.record(z.string(), z.string()).optional(),
  }),
  ["kmsKeyArn"],
  true,
);

/** The domain itself; `domain.adoptDomainId` takes an existing one over. */
export const domain = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:ListDomains"],
    writeActions: [
      "datazone:CreateDomain",
      "datazone:UpdateDomain",
      "datazone:DeleteDomain",
      "datazone:TagResource",
      "datazone:UntagResource",
    ],
    passedRoles: [
      {
        property: "domainExecutionRoleArn",
        service: "datazone.amazonaws.com",
        created: () => [ROLE_NAMES.domainExecution],
      },
      { property: "serviceRoleArn", service: "datazone.amazonaws.com", created: () => [ROLE_NAMES.domainService] },
    ],
  },
  attributes: ["arn", "rootDomainUnitId", "portalUrl"],
  evidence: "S: `domain_version` and `service_role` of `aws_datazone_domain` need provider 6",
  undetectable: [
    {
      what: "the user assignment and the Identity Center instance of a domain, where they are not configured",
      why: "left to the service",
    },
    {
      what: "grants on asset types and environment profiles that somebody added",
      why: "the service lists them per object, and nobody knows all objects",
    },
  ],
  adoptedThrough: "domain.adoptDomainId",
  promotion: {
    domain: ({ stage: { domain: configured }, natural }) => {
      const { description, rootOwners } = configured;
      const { type, userAssignment } = configured.singleSignOn;
      return { domain: natural({ description, rootOwners, singleSignOn: { type, userAssignment } }) };
    },
  },
} as const satisfies KindDescriptor;
