import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours that decide who may do what: sight of the domain, grants, owners, profiles of people. */
export const ACCESS_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.access", "services/datazone/access.ts", [
    [
      "member-operations",
      "assumed",
      "An associated account may call a list of operations that is a guess at the 152 actions of AWS's RAM permission.",
      "the actions are not published one by one; field evidence, section 3, counts them",
    ],
    [
      "deleted-domain",
      "measured",
      "GetDomain of a deleted domain is refused, not answered as missing.",
      "hashicorp/terraform-provider-aws issue 48953",
    ],
  ]),
  ...witnessesOf("datazone.authorization", "services/datazone/authorization.ts", [
    [
      "owners",
      "assumed",
      "Owners of a unit, or of one above it, need no grant to create projects in it.",
      "not documented",
    ],
    [
      "member-pool",
      "measured",
      "ADD_TO_PROJECT_MEMBER_POOL must hold in the project's unit and in every unit above it.",
      "aws/modern-data-architecture-accelerator issue 39",
    ],
    [
      "member-pool-children",
      "assumed",
      "A grant of ADD_TO_PROJECT_MEMBER_POOL with child units on an ancestor also holds in the unit below.",
      "as the other policies with child units",
    ],
  ]),
  ...witnessesOf("datazone.grants", "services/datazone/policy-grants.ts", [
    [
      "blueprint-account",
      "measured",
      "A grant on a blueprint configuration is added by the account that has it; others are refused.",
      "field evidence, section 1, row 2",
    ],
    ["quota", "documented", "A unit has at most 20 grants of a policy.", "DataZone user guide, quotas"],
    [
      "unit-grants",
      "assumed",
      "Grants on units may be issued by every role of the domain's account.",
      "not known whether a role needs to own the unit",
    ],
    [
      "configuration-first",
      "assumed",
      "A grant on a blueprint needs the configuration first.",
      "the order of all samples",
    ],
    [
      "twice",
      "assumed",
      "A principal may hold a policy on one unit several times, with different details.",
      "stages that share a unit need it; grants have ids of their own",
    ],
  ]),
  ...witnessesOf("datazone.owners", "services/datazone/owners.ts", [
    ["quota", "model", "A unit has at most 20 owners.", "service model, DomainUnitOwners"],
    [
      "last-root-owner",
      "assumed",
      "The root unit keeps at least one owner.",
      "otherwise nobody could administer the domain",
    ],
  ]),
  ...witnessesOf("datazone.principals", "services/datazone/principals.ts", [
    [
      "automatic",
      "documented",
      "With automatic assignment, people and groups of Identity Center get their profile on first use.",
      "SageMaker Unified Studio administrator guide, user management",
    ],
    [
      "caller",
      "measured",
      "A caller is known by the group profile of its role where there is one.",
      "field evidence, section 1, row 1",
    ],
  ]),
  ...witnessesOf("datazone.users", "services/datazone/user-profiles.ts", [
    [
      "no-delete",
      "measured",
      "A profile that exists already is refused with its status, and there is no operation to delete it.",
      "aws/modern-data-architecture-accelerator issue 74",
    ],
    [
      "foreign",
      "measured",
      "An IAM user of another account is ASSIGNED, not ACTIVATED.",
      "aws/modern-data-architecture-accelerator issue 57",
    ],
  ]),
  ...witnessesOf("datazone.groups", "services/datazone/group-profiles.ts", [
    [
      "no-delete",
      "model",
      "A group profile that exists already is refused with ValidationException: the operation has no ConflictException.",
      "service model, errors of CreateGroupProfile",
    ],
  ]),
];
