import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours that decide who may do what: sight of the domain, grants, owners, profiles of people. */
export const ACCESS_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.role-trust", "services/datazone/role-trust.ts", [
    [
      "words",
      "measured",
      "A role of a domain that DataZone cannot assume ends the call with ValidationException `Unable to assume role`.",
      "aws/Unified-Studio-for-Amazon-Sagemaker, pull request 42",
    ],
    [
      "source-account",
      "assumed",
      "DataZone assumes a domain's roles with aws:SourceAccount of the domain's account.",
      "the trust policies of AWS's samples have this condition; what is sent was not published",
    ],
  ]),
  ...witnessesOf("datazone.access", "services/datazone/access.ts", [
    [
      "unauthorized",
      "measured",
      "An account that is not associated, or not any more, is refused with UnauthorizedException `Unauthorized`.",
      "field evidence, section 2, member that is not associated",
    ],
    [
      "not-permitted",
      "measured",
      "DataZone's own layer refuses with AccessDeniedException `User is not permitted to perform operation: <Operation>`.",
      "field evidence, section 2, DataZone's own layer",
    ],

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
      "create-project",
      "measured",
      "CreateProject without a CREATE_PROJECT_FROM_PROJECT_PROFILE grant is refused with `User is not permitted to perform operation: CreateProject`; a domain that the API made has no such grant.",
      "field evidence, section 1, row 1",
    ],
    [
      "member-pool-words",
      "assumed",
      "A member outside of the member pool is refused with a ValidationException in words of ours.",
      "the real words are not published",
    ],

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
      "field evidence, section 1, row 2, and section 3",
    ],
    [
      "listed-by-domain",
      "measured",
      "The domain's account lists the grants of all members' configurations.",
      "field evidence, section 3, AddPolicyGrant",
    ],
    [
      "unknown-group",
      "measured",
      "A grant takes the id of an Identity Center group that has no group profile.",
      "field evidence, section 3, AddPolicyGrant",
    ],
    [
      "configuration-gone",
      "measured",
      "ListPolicyGrants of a configuration that is gone is refused with `Environment Blueprint Configuration with id: ... does not exist in account: ...`.",
      "field evidence, section 2, ListPolicyGrants",
    ],
    [
      "grant-gone",
      "measured",
      "RemovePolicyGrant of a grant that is gone is refused with `... is not part of the existing Grant list`.",
      "field evidence, section 2, RemovePolicyGrant",
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
      "creator-id",
      "recording",
      "Creators are written as the UUID of a user profile.",
      "recording create-project-pending; field evidence, section 4, 3",
    ],
    [
      "session-profile",
      "assumed",
      "A session of a role with a group profile gets a user profile of its own, with the session's ARN.",
      "the recorded UUID is of a user; its details were not recorded",
    ],

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
