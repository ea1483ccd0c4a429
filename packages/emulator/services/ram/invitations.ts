import { ServiceError } from "../../errors";
import { type Call, operation, type Operations } from "../../service";
import { type Invitation, type RamState, type ResourceShare } from "./model";
import { ramPage } from "./ram-page";
import { ramState } from "./share-access";

interface GetInput {
  readonly resourceShareInvitationArns?: readonly string[];
  readonly resourceShareArns?: readonly string[];
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface AnswerInput {
  readonly resourceShareInvitationArn?: string;
  readonly clientToken?: string;
}

/** Invitations lapse after 7 days (docs/pitfalls.md, 16). */
const LIFETIME_MS = 7 * 24 * 3600 * 1000;

function settle(invitation: Invitation): Invitation {
  if (invitation.status === "PENDING" && Date.now() > invitation.createdAt + LIFETIME_MS) invitation.status = "EXPIRED";
  return invitation;
}

const received = (call: Call) =>
  call.emulator.store
    .states<RamState>("ram", call.region)
    .flatMap(({ state }) => Object.values(state.invitations))
    .filter(({ receiver }) => receiver === call.account)
    .map(settle);

const describe = (invitation: Invitation) => ({
  resourceShareInvitationArn: invitation.arn,
  resourceShareName: invitation.shareName,
  resourceShareArn: invitation.shareArn,
  senderAccountId: invitation.sender,
  receiverAccountId: invitation.receiver,
  invitationTimestamp: invitation.createdAt / 1000,
  status: invitation.status,
});

function getResourceShareInvitations(input: GetInput, call: Call) {
  const invitations = received(call)
    .filter(({ arn }) => !input.resourceShareInvitationArns?.length || input.resourceShareInvitationArns.includes(arn))
    .filter(({ shareArn }) => !input.resourceShareArns?.length || input.resourceShareArns.includes(shareArn));
  const { items, nextToken } = ramPage(invitations, input, call);
  return { resourceShareInvitations: items.map(describe), nextToken };
}

/** The invitation that is answered, if it still can be. */
function open(input: AnswerInput, call: Call): Invitation {
  const invitation = received(call).find(({ arn }) => arn === input.resourceShareInvitationArn);
  const refuse = (what: string) =>
    new ServiceError(
      `ResourceShareInvitation${what}Exception`,
      400,
      `Invitation ${input.resourceShareInvitationArn}: ${what}`,
    );
  if (!invitation) throw refuse("ArnNotFound");
  if (call.emulator.faults.take(["invitation-expired"], call)) invitation.status = "EXPIRED";
  if (invitation.status === "EXPIRED") throw refuse("Expired");
  if (invitation.status === "ACCEPTED") throw refuse("AlreadyAccepted");
  if (invitation.status === "REJECTED") throw refuse("AlreadyRejected");
  return invitation;
}

function principalsOf(share: ResourceShare | undefined, account: string) {
  return (share?.associations ?? []).filter(
    (a) => a.type === "PRINCIPAL" && (a.entity === account || a.entity.includes(`:iam::${account}:`)),
  );
}

function accept(input: AnswerInput, call: Call) {
  const invitation = open(input, call);
  invitation.status = "ACCEPTED";
  const share = ramState(call, invitation.sender).shares[invitation.shareArn];
  const slow = call.emulator.faults.take(["slow-association"], call);
  for (const association of principalsOf(share, call.account))
    association.associatedAt = Date.now() + call.emulator.delays.share + (slow?.ms ?? 0);
  return { resourceShareInvitation: describe(invitation), clientToken: input.clientToken };
}

function reject(input: AnswerInput, call: Call) {
  const invitation = open(input, call);
  invitation.status = "REJECTED";
  const share = ramState(call, invitation.sender).shares[invitation.shareArn];
  for (const association of principalsOf(share, call.account)) association.failed = "The invitation was rejected";
  return { resourceShareInvitation: describe(invitation), clientToken: input.clientToken };
}

/** Operations on invitations. */
export const INVITATION_OPERATIONS: Operations = {
  GetResourceShareInvitations: operation(getResourceShareInvitations),
  AcceptResourceShareInvitation: operation(accept),
  RejectResourceShareInvitation: operation(reject),
  ListPendingInvitationResources: operation((input: AnswerInput, call) => {
    const invitation = open(input, call);
    const share = ramState(call, invitation.sender).shares[invitation.shareArn];
    const resources = (share?.associations ?? []).filter((association) => association.type === "RESOURCE");
    return {
      resources: resources.map(({ entity }) => ({ arn: entity, type: "datazone:Domain", status: "AVAILABLE" })),
    };
  }),
};
