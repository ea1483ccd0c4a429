import { type Call, operation, type Operations } from "../../service";
import { DOMAIN_TYPE, PERMISSIONS, type RamState } from "./model";
import { ramPage } from "./ram-page";
import { checkPermission, ownShare, sharedWith } from "./share-access";

interface ListInput {
  readonly resourceShareArn?: string;
  readonly resourceShareArns?: readonly string[];
  readonly resourceOwner?: string;
  readonly resourceType?: string;
  readonly resourceArn?: string;
  readonly resourceArns?: readonly string[];
  readonly principals?: readonly string[];
  readonly principal?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

interface PermissionInput {
  readonly resourceShareArn?: string;
  readonly permissionArn?: string;
  readonly replace?: boolean;
  readonly clientToken?: string;
}

function listResourceSharePermissions(input: ListInput, call: Call) {
  const share = ownShare(input.resourceShareArn, call);
  const associated = PERMISSIONS.filter(({ arn }) => share.permissions.includes(arn));
  const { items, nextToken } = ramPage(associated, input, call);
  return {
    permissions: items.map((p) => ({ ...p, status: "ASSOCIATED", creationTime: share.createdAt / 1000 })),
    nextToken,
  };
}

function associatePermission(input: PermissionInput, call: Call) {
  const share = ownShare(input.resourceShareArn, call);
  const arn = checkPermission(input.permissionArn ?? "");
  // Exactly one permission per resource type: `replace` swaps it.
  if (share.permissions.length === 0 || input.replace || share.permissions.includes(arn)) share.permissions = [arn];
  return { returnValue: share.permissions.includes(arn), clientToken: input.clientToken };
}

const sharesOf = (input: ListInput, call: Call) =>
  call.emulator.store
    .states<RamState>("ram", call.region)
    .flatMap(({ state }) => Object.values(state.shares))
    .filter((share) => (input.resourceOwner === "SELF" ? share.account === call.account : sharedWith(share, call)))
    .filter((share) => !input.resourceShareArns?.length || input.resourceShareArns.includes(share.arn));

function listResources(input: ListInput, call: Call) {
  const resources = sharesOf(input, call).flatMap((share) =>
    share.associations
      .filter(
        ({ type, entity }) =>
          type === "RESOURCE" && (!input.resourceArns?.length || input.resourceArns.includes(entity)),
      )
      .map(({ entity, createdAt }) => ({
        arn: entity,
        type: DOMAIN_TYPE,
        resourceShareArn: share.arn,
        status: "AVAILABLE",
        creationTime: createdAt / 1000,
        lastUpdatedTime: createdAt / 1000,
        resourceRegionScope: "REGIONAL",
      })),
  );
  const { items, nextToken } = ramPage(resources, input, call);
  return { resources: items, nextToken };
}

function listPrincipals(input: ListInput, call: Call) {
  const principals = sharesOf(input, call).flatMap((share) =>
    share.associations
      .filter(
        ({ type, entity }) => type === "PRINCIPAL" && (!input.principals?.length || input.principals.includes(entity)),
      )
      .map(({ entity, createdAt, external }) => ({
        id: entity,
        resourceShareArn: share.arn,
        creationTime: createdAt / 1000,
        lastUpdatedTime: createdAt / 1000,
        external,
      })),
  );
  const { items, nextToken } = ramPage(principals, input, call);
  return { principals: items, nextToken };
}

/** Operations on permissions, and on what is shared with whom. */
export const PERMISSION_OPERATIONS: Operations = {
  ListResourceSharePermissions: operation(listResourceSharePermissions),
  AssociateResourceSharePermission: operation(associatePermission),
  DisassociateResourceSharePermission: operation((input: PermissionInput, call) => {
    const share = ownShare(input.resourceShareArn, call);
    share.permissions = share.permissions.filter((arn) => arn !== input.permissionArn);
    return { returnValue: true, clientToken: input.clientToken };
  }),
  ListPermissions: operation((input: ListInput, call) => {
    const ofType = PERMISSIONS.filter(
      (p) => (input.resourceType ?? p.resourceType).toLowerCase() === p.resourceType.toLowerCase(),
    );
    const { items, nextToken } = ramPage(ofType, input, call);
    return { permissions: items, nextToken };
  }),
  GetPermission: operation((input: PermissionInput) => {
    const arn = checkPermission(input.permissionArn ?? "");
    return { permission: { ...PERMISSIONS.find((permission) => permission.arn === arn), permission: "{}" } };
  }),
  ListResources: operation(listResources),
  ListPrincipals: operation(listPrincipals),
};
