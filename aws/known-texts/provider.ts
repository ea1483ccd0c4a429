import type { KnownText } from "./known-text";

const RUNBOOK = "docs/runbooks/failed-apply.md";
const CLOUD_CONTROL =
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudcontrol/resource.go";
const RAM =
  "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ram/principal_association.go";

/** `waiting for Cloud Control API (<type>) Resource (<id>) create: ... last error: <HandlerErrorCode>: <message>`. */
const creation = (type: string): RegExp =>
  new RegExp(`Cloud Control API \\(AWS::DataZone::${type}\\) Resource.* create:`);

/** Answers of AWS in the words of Terraform's provider, narrowly: another error of the same resource is not meant. */
export const OF_PROVIDER: readonly KnownText[] = [
  {
    id: "grant-exists",
    example:
      "waiting for Cloud Control API (AWS::DataZone::PolicyGrant) Resource () create: unexpected state 'FAILED', wanted target 'SUCCESS'. last error: AlreadyExists: it does",
    where: creation("PolicyGrant"),
    said: /last error: AlreadyExists\b/,
    cause: "This grant exists outside of the stack's state and cannot be imported",
    cure: `remove it (aws datazone list-policy-grants, then remove-policy-grant) and apply again, see ${RUNBOOK}#a-grant-exists-already`,
    witness: CLOUD_CONTROL,
  },
  {
    id: "owner-exists",
    example:
      "waiting for Cloud Control API (AWS::DataZone::Owner) Resource () create: unexpected state 'FAILED', wanted target 'SUCCESS'. last error: AlreadyExists: it does",
    where: creation("Owner"),
    said: /last error: AlreadyExists\b/,
    cause: "This owner exists outside of the stack's state and cannot be imported",
    cure: `remove it (aws datazone list-entity-owners, then remove-entity-owner) and apply again, see ${RUNBOOK}#a-grant-exists-already`,
    witness: CLOUD_CONTROL,
  },
  {
    id: "role-owns-no-unit",
    example:
      "waiting for Cloud Control API (AWS::DataZone::PolicyGrant) Resource () create: unexpected state 'FAILED', wanted target 'SUCCESS'. last error: AccessDenied: User is not permitted to perform operation: AddPolicyGrant (Service: DataZone, Status Code: 403)",
    where: creation("(PolicyGrant|Owner)"),
    // The service's own authorization; a missing IAM permission reads "is not authorized to perform".
    said: /last error: AccessDenied\b.*\bis not permitted to perform operation\b/,
    cause: "DataZone (not IAM) refuses the role that runs Terraform: it must own the domain unit",
    cure: `make it an owner of the root unit, see ${RUNBOOK}#datazone-refuses-a-grant-or-an-owner`,
    witness: CLOUD_CONTROL,
  },
  {
    id: "association-in-the-way",
    example: "RAM Principal Association (arn:aws:ram:x,222222222222) already exists",
    where: /RAM (Principal|Resource) Association \(/,
    said: /unexpected state 'FAILED'|\balready exists\b/,
    cause: "An earlier association is in the way (perhaps one that failed)",
    cure: `remove it (aws ram get-resource-share-associations, then disassociate-resource-share) and apply again, see ${RUNBOOK}#an-association-failed`,
    witness: RAM,
  },
];
