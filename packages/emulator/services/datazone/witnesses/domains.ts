import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of domains, their units and their tags. */
export const DOMAIN_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.domains", "services/datazone/domains.ts", [
    [
      "service-role",
      "measured",
      "CreateDomain without a service role is refused with AccessDeniedException `Cross-account pass role is not allowed.`, for both versions.",
      "field evidence, section 2, CreateDomain",
    ],
    [
      "creator",
      "measured",
      "The only owner of the root unit is a group profile with the ARN of the role that created the domain.",
      "field evidence, section 1, row 1",
    ],
    [
      "cascade",
      "model",
      "cascadeDelete deletes a domain with its projects, excludes skipDeletionCheck, and GetDomain reports its progress (newer than the pinned SDK).",
      "field evidence, section 5; service model of botocore 1.43.107, DeleteDomainInput",
    ],
    [
      "cascade-at-once",
      "assumed",
      "All projects of a cascading deletion count as deleted at once, and none fails.",
      "nobody has published the course of one",
    ],
    [
      "duration",
      "measured",
      "A domain takes about 16 s and a project 27 s to 5 minutes at AWS; here as long as the options say.",
      "field evidence, section 4, 9",
    ],

    [
      "no-root-unit",
      "measured",
      "CreateDomain does not answer the root unit; GetDomain does.",
      "hashicorp/terraform-provider-aws issue 44964",
    ],
    [
      "taken-name",
      "measured",
      "A name that is taken is refused with ConflictException `Domain name already exists under this account`.",
      "public issues of Terraform providers",
    ],
    [
      "new-role",
      "measured",
      "CreateDomain refuses a role that it cannot assume yet.",
      "aws/Unified-Studio-for-Amazon-Sagemaker pull request 42; field evidence, section 3, Put",
    ],
    [
      "deletion-check",
      "documented",
      "A domain with projects or units is deleted only with skipDeletionCheck.",
      "DataZone API reference, DeleteDomain",
    ],
    [
      "version",
      "assumed",
      "Domains of version V1 are refused, which AWS has: the product does not use them.",
      "the emulator has only what the product calls",
    ],
  ]),
  ...witnessesOf("datazone.units", "services/datazone/domain-units.ts", [
    ["quotas", "documented", "A domain has at most 500 units in 5 levels.", "DataZone user guide, quotas"],
    ["root-level", "assumed", "The root unit is not one of the 5 levels.", "the quota does not say it"],
    [
      "no-owner",
      "assumed",
      "The creator of a unit does not become its owner.",
      "not documented; the creator owns a unit above it",
    ],
    [
      "children",
      "documented",
      "A unit with child units or projects cannot be deleted.",
      "DataZone user guide, domain units",
    ],
  ]),
  ...witnessesOf("datazone.tags", "services/datazone/tags.ts", [
    [
      "domains-only",
      "model",
      "Only domains carry tags.",
      "CloudFormation registry schemas: of the DataZone types, only Domain is taggable",
    ],
  ]),
  ...witnessesOf("datazone.service", "services/datazone/index.ts", [
    [
      "operations",
      "assumed",
      "Operations that the product does not call are answered with 501, where AWS would serve them.",
      "the emulator has only what the product calls",
    ],
  ]),
];
