import { type Witness, witnessesOf } from "../../witnesses/witness";

/** Behaviours of RAM with their witnesses. */
export const RAM_WITNESSES: readonly Witness[] = [
  ...witnessesOf("ram.associations", "services/ram/associations.ts", [
    [
      "no-invitation",
      "measured",
      "A share with an account of the organization needs no invitation and no acceptance.",
      "field evidence, section 3, RAM share to accounts",
    ],
    [
      "organizational-units",
      "assumed",
      "A share with a unit or an organization associates its accounts in the same way.",
      "field evidence, section 3: units as principals are still open",
    ],
    [
      "own-region",
      "documented",
      "A domain is shared by its owner, in its own Region.",
      "RAM user guide, regional resources",
    ],
  ]),
  ...witnessesOf("ram.invitations", "services/ram/invitations.ts", [
    [
      "lapse",
      "documented",
      "An invitation of an account outside the organization lapses after 7 days.",
      "DataZone user guide, associated accounts",
    ],
  ]),
  ...witnessesOf("ram.permissions", "services/ram/permissions.ts", [
    [
      "version",
      "measured",
      "The permission for domains of version V2 has version 10.",
      "field evidence, section 3, RAM share to accounts",
    ],
    [
      "names",
      "documented",
      "Four permissions exist for the type datazone:Domain (RAM publishes six; two are not known by name).",
      "AWS managed policy SageMakerStudioFullAccess; field evidence, section 3",
    ],
  ]),
  ...witnessesOf("ram.shares", "services/ram/shares.ts", [
    [
      "one-permission",
      "documented",
      "A share has one permission per resource type, the type's default where none is named.",
      "RAM user guide, permissions",
    ],
  ]),
  ...witnessesOf("ram.access", "services/ram/share-access.ts", [
    [
      "unknown-share",
      "model",
      "A share that the caller does not have is answered with UnknownResourceException.",
      "RAM service model, errors of the operations",
    ],
  ]),
  ...witnessesOf("ram.delay", "services/ram/associated-accounts.ts", [
    [
      "delay",
      "measured",
      "A member sees the domain up to 3 minutes after the association (`delays.association`).",
      "aws/Unified-Studio-for-Amazon-Sagemaker, account pool factory; docs/pitfalls.md, 15",
    ],
    [
      "one-organization",
      "assumed",
      "Every account is in one organization unless a test says otherwise.",
      "an option of the emulator, `organization`",
    ],
  ]),
];
