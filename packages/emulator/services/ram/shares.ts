import { randomUUID } from "node:crypto";
import { madeBefore } from "../../client-tokens";
import { type Call, operation, type Operations } from "../../service";
import { associate, type AssociateInput } from "./associations";
import { DEFAULT_PERMISSION, type RamState, type ResourceShare } from "./model";
import { ramPage } from "./ram-page";
import { checkPermission, invalidParameter, ownShare, ramState, sharedWith, unknownShare } from "./share-access";

interface Tag {
  readonly key?: string;
  readonly value?: string;
}

interface CreateInput extends AssociateInput {
  readonly name?: string;
  readonly tags?: readonly Tag[];
  readonly allowExternalPrincipals?: boolean;
  readonly permissionArns?: readonly string[];
}

interface GetInput {
  readonly resourceShareArns?: readonly string[];
  readonly resourceShareStatus?: string;
  readonly resourceOwner?: string;
  readonly name?: string;
  readonly tagFilters?: readonly { tagKey?: string; tagValues?: readonly string[] }[];
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** A share as the API shows it. */
export const describeShare = (share: ResourceShare) => ({
  resourceShareArn: share.arn,
  name: share.name,
  owningAccountId: share.account,
  allowExternalPrincipals: share.allowExternalPrincipals,
  status: "ACTIVE",
  tags: Object.entries(share.tags).map(([key, value]) => ({ key, value })),
  creationTime: share.createdAt / 1000,
  lastUpdatedTime: share.lastUpdatedAt / 1000,
  featureSet: "STANDARD",
});

const tagsOf = (tags: readonly Tag[] | undefined) =>
  Object.fromEntries((tags ?? []).map(({ key, value }) => [key ?? "", value ?? ""]));

function createResourceShare(input: CreateInput, call: Call) {
  const { shares } = ramState(call);
  const repeated = madeBefore(shares, input.clientToken);
  if (repeated) return { resourceShare: describeShare(repeated), clientToken: input.clientToken };
  // Without permissionArns the type's default applies, which has 111 actions against the 152 of the one for V2.
  const permissions = (input.permissionArns?.length ? input.permissionArns : [DEFAULT_PERMISSION]).map(checkPermission);
  if (permissions.length > 1) throw invalidParameter("Only one permission per resource type can be associated.");
  const share: ResourceShare = {
    arn: `arn:aws:ram:${call.region}:${call.account}:resource-share/${randomUUID()}`,
    name: input.name ?? "",
    account: call.account,
    region: call.region,
    allowExternalPrincipals: input.allowExternalPrincipals ?? true,
    permissions,
    tags: tagsOf(input.tags),
    associations: [],
    clientToken: input.clientToken,
    createdAt: Date.now(),
    lastUpdatedAt: Date.now(),
  };
  associate(share, input, call);
  shares[share.arn] = share;
  return { resourceShare: describeShare(share), clientToken: input.clientToken };
}

function getResourceShares(input: GetInput, call: Call) {
  const all = call.emulator.store
    .states<RamState>("ram", call.region)
    .flatMap(({ state }) => Object.values(state.shares))
    .filter((share) => (input.resourceOwner === "SELF" ? share.account === call.account : sharedWith(share, call)))
    .filter((share) => !input.resourceShareArns?.length || input.resourceShareArns.includes(share.arn))
    .filter((share) => input.name === undefined || share.name === input.name)
    .filter(() => input.resourceShareStatus === undefined || input.resourceShareStatus === "ACTIVE")
    .filter((share) =>
      (input.tagFilters ?? []).every(({ tagKey, tagValues }) => {
        const value = share.tags[tagKey ?? ""];
        return value !== undefined && (!tagValues?.length || tagValues.includes(value));
      }),
    );
  const missing = (input.resourceShareArns ?? []).find((arn) => !all.some((share) => share.arn === arn));
  if (missing !== undefined) throw unknownShare(missing);
  const { items, nextToken } = ramPage(all, input, call);
  return { resourceShares: items.map(describeShare), nextToken };
}

function updateResourceShare(input: CreateInput & { resourceShareArn?: string }, call: Call) {
  const share = ownShare(input.resourceShareArn, call);
  share.name = input.name ?? share.name;
  share.allowExternalPrincipals = input.allowExternalPrincipals ?? share.allowExternalPrincipals;
  share.lastUpdatedAt = Date.now();
  return { resourceShare: describeShare(share), clientToken: input.clientToken };
}

function deleteResourceShare(input: { resourceShareArn?: string; clientToken?: string }, call: Call) {
  const share = ownShare(input.resourceShareArn, call);
  const state = ramState(call);
  delete state.shares[share.arn];
  for (const invitation of Object.values(state.invitations))
    if (invitation.shareArn === share.arn) delete state.invitations[invitation.arn];
  return { returnValue: true, clientToken: input.clientToken };
}

interface TagInput {
  readonly resourceShareArn?: string;
  readonly tags?: readonly Tag[];
  readonly tagKeys?: readonly string[];
}

/** Operations on shares. */
export const SHARE_OPERATIONS: Operations = {
  CreateResourceShare: operation(createResourceShare),
  GetResourceShares: operation(getResourceShares),
  UpdateResourceShare: operation(updateResourceShare),
  DeleteResourceShare: operation(deleteResourceShare),
  TagResource: operation((input: TagInput, call) => {
    Object.assign(ownShare(input.resourceShareArn, call).tags, tagsOf(input.tags));
    return {};
  }),
  UntagResource: operation((input: TagInput, call) => {
    const share = ownShare(input.resourceShareArn, call);
    for (const key of input.tagKeys ?? []) delete share.tags[key];
    return {};
  }),
  // Sharing inside the organization is an option of the emulator; enabling it is accepted.
  EnableSharingWithAwsOrganization: operation(() => ({ returnValue: true })),
};
