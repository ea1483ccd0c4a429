import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of domains, their units and their tags. */
export const DOMAIN_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.domains", "services/datazone/domains.ts", [
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
