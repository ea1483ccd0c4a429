import { randomUUID } from "node:crypto";
import { ServiceError } from "../../errors";
import { type Call, operation, type Operations } from "../../service";
import { inSameOrganization } from "./associated-accounts";
import { type Association, associationStatus, type RamState, type ResourceShare } from "./model";
import { ramPage } from "./ram-page";
import { invalidParameter, ownShare, ramState, sharedWith, unknownShare } from "./share-access";

/** Principals and resources to add to a share, or to take from it. */
export interface AssociateInput {
  readonly resourceShareArn?: string;
  readonly resourceArns?: readonly string[];
  readonly principals?: readonly string[];
  readonly clientToken?: string;
}

interface GetInput {
  readonly associationType?: string;
  readonly resourceShareArns?: readonly string[];
  readonly resourceArn?: string;
  readonly principal?: string;
  readonly associationStatus?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

const PRINCIPAL = /^(\d{12}|arn:[^:]+:(organizations::\d{12}:(organization|ou)\/.+|iam::\d{12}:(role|user)\/.+))$/;
const DOMAIN_ARN = /^arn:[^:]+:datazone:([^:]+):(\d{12}):domain\/[^/]+$/;

/** Adds resources and principals to a share. */
export function associate(share: ResourceShare, input: AssociateInput, call: Call): Association[] {
  const resources = (input.resourceArns ?? []).map((arn) => newResource(share, arn, call));
  const principals = (input.principals ?? []).map((principal) => newPrincipal(share, principal, call));
  const added = [...resources, ...principals];
  for (const association of added) {
    const same = (a: Association) => a.type === association.type && a.entity === association.entity;
    share.associations = [...share.associations.filter((a) => !same(a)), association];
  }
  share.lastUpdatedAt = Date.now();
  return added;
}

function settlesAt(call: Call): number {
  const slow = call.emulator.faults.take(["slow-association"], call);
  return Date.now() + call.emulator.delays.share + (slow?.ms ?? 0);
}

function newResource(share: ResourceShare, arn: string, call: Call): Association {
  const domain = DOMAIN_ARN.exec(arn);
  if (!domain) throw new ServiceError("MalformedArnException", 400, `${arn} is not the ARN of a DataZone domain`);
  // A share lives in the Region of what it shares, and only the owner shares.
  if (domain[1] !== share.region || domain[2] !== share.account)
    throw new ServiceError(
      "UnknownResourceException",
      400,
      `${arn} could not be found in ${share.region} ${share.account}`,
    );
  const associatedAt = settlesAt(call);
  return { entity: arn, type: "RESOURCE", external: false, createdAt: Date.now(), associatedAt };
}

function newPrincipal(share: ResourceShare, principal: string, call: Call): Association {
  if (!PRINCIPAL.test(principal))
    throw invalidParameter(`Principal ID ${principal} is malformed. Verify the ID and try again.`);
  const account = /^\d{12}$/.test(principal) ? principal : /:iam::(\d{12}):/.exec(principal)?.[1];
  const external = account !== undefined && !inSameOrganization(call.emulator, share.account, account);
  if (external && !share.allowExternalPrincipals)
    throw new ServiceError(
      "OperationNotPermittedException",
      400,
      `The resource share does not allow external principals, and ${principal} is not in the organization.`,
    );
  // Inside the organization there is no invitation, and an accepter finds none (docs/pitfalls.md, 16).
  const associatedAt = external ? null : settlesAt(call);
  if (external && account) invite(share, account, call);
  return { entity: principal, type: "PRINCIPAL", external, createdAt: Date.now(), associatedAt };
}

function invite(share: ResourceShare, receiver: string, call: Call): void {
  const { invitations } = ramState(call, share.account);
  const open = Object.values(invitations).some(
    (i) => i.shareArn === share.arn && i.receiver === receiver && i.status === "PENDING",
  );
  if (open) return;
  const expired = call.emulator.faults.take(["invitation-expired"], { ...call, account: receiver });
  const arn = `arn:aws:ram:${share.region}:${share.account}:resource-share-invitation/${randomUUID()}`;
  invitations[arn] = {
    arn,
    shareArn: share.arn,
    shareName: share.name,
    sender: share.account,
    receiver,
    status: expired ? "EXPIRED" : "PENDING",
    createdAt: Date.now(),
  };
}

const describe = (share: ResourceShare, association: Association, status = associationStatus(association)) => ({
  resourceShareArn: share.arn,
  resourceShareName: share.name,
  associatedEntity: association.entity,
  associationType: association.type,
  status,
  statusMessage: association.failed,
  creationTime: association.createdAt / 1000,
  lastUpdatedTime: (association.associatedAt ?? association.createdAt) / 1000,
  external: association.external,
});

function associateResourceShare(input: AssociateInput, call: Call) {
  const share = ownShare(input.resourceShareArn, call);
  const resourceShareAssociations = associate(share, input, call).map((a) => describe(share, a));
  return { resourceShareAssociations, clientToken: input.clientToken };
}

function disassociateResourceShare(input: AssociateInput, call: Call) {
  // A member may leave a share that it was invited to.
  const share = leavable(input, call) ?? ownShare(input.resourceShareArn, call);
  const entities = [...(input.resourceArns ?? []), ...(input.principals ?? [])];
  const removed = share.associations.filter((association) => entities.includes(association.entity));
  share.associations = share.associations.filter((association) => !removed.includes(association));
  const invitations = ramState(call, share.account).invitations;
  for (const invitation of Object.values(invitations))
    if (invitation.shareArn === share.arn && entities.includes(invitation.receiver)) delete invitations[invitation.arn];
  const resourceShareAssociations = removed.map((association) => describe(share, association, "DISASSOCIATED"));
  return { resourceShareAssociations, clientToken: input.clientToken };
}

function leavable(input: AssociateInput, call: Call): ResourceShare | undefined {
  const leaves = input.principals?.every((p) => p === call.account || p.includes(`:${call.account}:`));
  if (!leaves || input.resourceArns?.length) return undefined;
  return visibleShares(call).find((share) => share.arn === input.resourceShareArn && sharedWith(share, call));
}

const visibleShares = (call: Call) =>
  call.emulator.store.states<RamState>("ram", call.region).flatMap(({ state }) => Object.values(state.shares));

function getResourceShareAssociations(input: GetInput, call: Call) {
  const shares = Object.values(ramState(call).shares);
  const missing = (input.resourceShareArns ?? []).find((arn) => !shares.some((share) => share.arn === arn));
  if (missing !== undefined) throw unknownShare(missing);
  const associations = shares
    .filter((share) => !input.resourceShareArns?.length || input.resourceShareArns.includes(share.arn))
    .flatMap((share) => share.associations.map((association) => describe(share, association)))
    .filter((a) => a.associationType === input.associationType)
    .filter((a) => (input.resourceArn ?? a.associatedEntity) === a.associatedEntity)
    .filter((a) => (input.principal ?? a.associatedEntity) === a.associatedEntity)
    .filter((a) => (input.associationStatus ?? a.status) === a.status);
  const { items, nextToken } = ramPage(associations, input, call);
  return { resourceShareAssociations: items, nextToken };
}

/** Operations on associations of shares. */
export const ASSOCIATION_OPERATIONS: Operations = {
  AssociateResourceShare: operation(associateResourceShare),
  DisassociateResourceShare: operation(disassociateResourceShare),
  GetResourceShareAssociations: operation(getResourceShareAssociations),
};
