import { initialRamState, type RamState, type ResourceShare } from "../../services/ram/model";
import type { ConditionContext } from "../model";
import {
  accountOfArn,
  acting,
  action,
  all,
  anywhere,
  type Asked,
  list,
  named,
  type NeedsOf,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { keys, removedTags, requestTags, resourceTags, tagsOf } from "./tags";

const PREFIX = "ram";

/** Share of any account by its ARN: members leave shares of others. */
function shareOf({ call }: Asked, arn: string): ResourceShare | undefined {
  const account = accountOfArn(arn) ?? call.account;
  return call.emulator.store.state<RamState>(PREFIX, account, call.region, initialRamState).shares[arn];
}

/** A share belongs to the caller as far as IAM goes: RAM itself decides on shares of others. */
function shareTarget(asked: Asked, context: ConditionContext = {}): Target[] {
  const resource = text(asked.input, "resourceShareArn");
  const share = shareOf(asked, resource);
  if (share === undefined) return [{ resource, context }];
  const own = Object.entries(share.tags).map(([key, value]) => [`ram:resourcetag/${key.toLowerCase()}`, value]);
  return [
    {
      resource,
      context: {
        "ram:resourcesharename": share.name,
        "ram:allowsexternalprincipals": String(share.allowExternalPrincipals),
        ...resourceTags(share.tags),
        ...(Object.fromEntries(own) as ConditionContext),
        ...context,
      },
    },
  ];
}

/** Principals and resources that a request adds to a share, or takes away. */
function requested({ input }: Asked): ConditionContext {
  const principals = list(input, "principals").map(String);
  const resources = list(input, "resourceArns").map(String);
  const types = [...new Set(resources.map((arn) => resourceType(arn)))];
  return {
    ...(principals.length > 0 ? { "ram:principal": principals } : {}),
    ...(resources.length > 0 ? { "ram:resourcearn": resources, "ram:requestedresourcetype": types } : {}),
  };
}

/** Only domains are shared here: `datazone:Domain`. */
function resourceType(arn: string): string {
  const [, , service, , , resource] = arn.split(":");
  const kind = resource.split("/")[0];
  return `${service}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

const onShare = (asked: Asked): Target[] => shareTarget(asked);
const changes = (asked: Asked): Target[] => shareTarget(asked, requested(asked));

const onNewShare = (asked: Asked): Target[] => [
  {
    resource: "*",
    context: {
      ...requested(asked),
      ...requestTags(tagsOf(asked.input.tags)),
      "ram:requestedallowsexternalprincipals": String(asked.input.allowExternalPrincipals !== false),
    },
  },
];

/** A permission is a resource of its own, beside the share. AWS's permissions have `aws` for an account. */
function permissionTarget(asked: Asked): Target[] {
  const resource = text(asked.input, "permissionArn");
  return [{ resource, context: { "ram:permissionarn": resource, "ram:permissionresourcetype": "datazone:Domain" } }];
}

const permissionOnShare = (operation: string): NeedsOf =>
  all(action(`ram:${operation}`, onShare), action(`ram:${operation}`, permissionTarget));

/**
 * RAM writes the domain's sharing policy in the caller's name; its actions have no resource types.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
 */
const sharingPolicy =
  (...actions: string[]): NeedsOf =>
  ({ input }) =>
    list(input, "resourceArns").some((arn) => String(arn).includes(":datazone:"))
      ? actions.flatMap((each) => acting(`datazone:${each}`, [{ resource: "*" }]))
      : [];

const onInvitation = (asked: Asked): Target[] => {
  const resource = text(asked.input, "resourceShareInvitationArn");
  const sender = accountOfArn(resource) ?? "";
  const { invitations } = asked.call.emulator.store.state<RamState>(PREFIX, sender, asked.call.region, initialRamState);
  const invitation = invitations[resource];
  if (invitation === undefined) return [{ resource }];
  const context = { "ram:resourcesharename": invitation.shareName, "ram:shareowneraccountid": invitation.sender };
  return [{ resource, context }];
};

const shareTags = (asked: Asked): Target[] => shareTarget(asked, requestTags(tagsOf(asked.input.tags)));

/** A share that is made with tags needs the tagging action; its ARN is not known yet. */
const tagsOnCreation: NeedsOf = (asked) => {
  const tags = requestTags(tagsOf(asked.input.tags));
  if (Object.keys(tags).length === 0) return [];
  const { call } = asked;
  const resource = `arn:aws:ram:${call.region}:${call.account}:resource-share/*`;
  return [{ action: "ram:TagResource", resource, context: tags }];
};

/**
 * AWS Resource Access Manager.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsresourceaccessmanagerram.html
 */
export const ram: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(
      PREFIX,
      anywhere,
      "EnableSharingWithAwsOrganization",
      "GetResourceShareAssociations",
      "GetResourceShareInvitations",
      "GetResourceShares",
      "ListPermissions",
      "ListPrincipals",
      "ListResources",
    ),
    ...named(PREFIX, onShare, "DeleteResourceShare", "ListResourceSharePermissions"),
    ...named(
      PREFIX,
      ({ input, ...asked }) => {
        const { allowExternalPrincipals: asksFor } = input;
        const context = keys({
          "ram:requestedallowsexternalprincipals": typeof asksFor === "boolean" ? String(asksFor) : undefined,
        });
        return shareTarget({ ...asked, input }, context);
      },
      "UpdateResourceShare",
    ),
    ...named(PREFIX, shareTags, "TagResource"),
    ...named(PREFIX, (asked) => shareTarget(asked, removedTags(list(asked.input, "tagKeys"))), "UntagResource"),
    ...named(
      PREFIX,
      onInvitation,
      "AcceptResourceShareInvitation",
      "ListPendingInvitationResources",
      "RejectResourceShareInvitation",
    ),
    ...named(PREFIX, permissionTarget, "GetPermission"),
    CreateResourceShare: all(
      action("ram:CreateResourceShare", onNewShare),
      tagsOnCreation,
      sharingPolicy("GetDomainSharingPolicy", "PutDomainSharingPolicy"),
    ),
    AssociateResourceShare: all(
      action("ram:AssociateResourceShare", changes),
      sharingPolicy("GetDomainSharingPolicy", "PutDomainSharingPolicy"),
    ),
    DisassociateResourceShare: all(
      action("ram:DisassociateResourceShare", changes),
      sharingPolicy("GetDomainSharingPolicy", "DeleteDomainSharingPolicy"),
    ),
    AssociateResourceSharePermission: permissionOnShare("AssociateResourceSharePermission"),
    DisassociateResourceSharePermission: permissionOnShare("DisassociateResourceSharePermission"),
  },
};
