import type { Diagnostic } from "../terraform";

/** An answer of AWS that reaches the operator in the provider's words, and the way out. */
interface ServiceHint {
  /** The provider's sentence around it: which resource, doing what. */
  readonly where: RegExp;
  /** Answer of AWS in it. */
  readonly said: RegExp;
  readonly hint: string;
}

const RUNBOOK = "docs/runbooks/failed-apply.md";

/** `waiting for Cloud Control API (<type>) Resource (<id>) create: ... last error: <HandlerErrorCode>: <message>`. */
const creation = (type: string): RegExp =>
  new RegExp(`Cloud Control API \\(AWS::DataZone::${type}\\) Resource.* create:`);

/**
 * The wording of provider and handlers, narrowly: another error of the same resource gets no hint.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudcontrol/resource.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ram/principal_association.go
 */
const HINTS: readonly ServiceHint[] = [
  {
    where: creation("PolicyGrant"),
    said: /last error: AlreadyExists\b/,
    hint: `This grant exists outside of the stack's state and cannot be imported: remove it (aws datazone list-policy-grants, then remove-policy-grant) and apply again, see ${RUNBOOK}#a-grant-exists-already`,
  },
  {
    where: creation("Owner"),
    said: /last error: AlreadyExists\b/,
    hint: `This owner exists outside of the stack's state and cannot be imported: remove it (aws datazone list-entity-owners, then remove-entity-owner) and apply again, see ${RUNBOOK}#a-grant-exists-already`,
  },
  {
    where: creation("(PolicyGrant|Owner)"),
    // The service's own authorization; a missing IAM permission reads "is not authorized to perform".
    said: /last error: AccessDenied\b.*\bis not permitted to perform operation\b/,
    hint: `DataZone (not IAM) refuses the role that runs Terraform: it must own the domain unit. Make it an owner of the root unit, see ${RUNBOOK}#datazone-refuses-a-grant-or-an-owner`,
  },
  {
    where: /RAM (Principal|Resource) Association \(/,
    said: /unexpected state 'FAILED'|\balready exists\b/,
    hint: `An earlier association is in the way (perhaps one that failed): remove it (aws ram get-resource-share-associations, then disassociate-resource-share) and apply again, see ${RUNBOOK}#an-association-failed`,
  },
];

/** The error with its hint on a line of its own; without change where there is none. */
export function withServiceHint(error: Diagnostic): Diagnostic {
  // The provider breaks lines as it likes.
  const text = `${error.summary} ${error.detail}`.replace(/\s+/g, " ");
  const found = HINTS.find(({ where, said }) => where.test(text) && said.test(text));
  if (found === undefined) return error;
  return { ...error, detail: error.detail === "" ? found.hint : `${error.detail}\n${found.hint}` };
}
