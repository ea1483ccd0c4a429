import { restJson } from "../../http/protocols";
import type { RouteTable } from "../../http/router";
import type { Service } from "../../service";
import { ASSOCIATION_OPERATIONS } from "./associations";
import { INVITATION_OPERATIONS } from "./invitations";
import { PERMISSION_OPERATIONS } from "./permissions";
import { SHARE_OPERATIONS } from "./shares";

const operations = {
  ...SHARE_OPERATIONS,
  ...ASSOCIATION_OPERATIONS,
  ...INVITATION_OPERATIONS,
  ...PERMISSION_OPERATIONS,
};

/** RAM's paths are the operations' names in lower case; all are POST but the deletion. */
export const ROUTES: RouteTable = {
  "POST /createresourceshare": "CreateResourceShare",
  "POST /getresourceshares": "GetResourceShares",
  "POST /updateresourceshare": "UpdateResourceShare",
  "DELETE /deleteresourceshare": "DeleteResourceShare",
  "POST /tagresource": "TagResource",
  "POST /untagresource": "UntagResource",
  "POST /enablesharingwithawsorganization": "EnableSharingWithAwsOrganization",
  "POST /associateresourceshare": "AssociateResourceShare",
  "POST /disassociateresourceshare": "DisassociateResourceShare",
  "POST /getresourceshareassociations": "GetResourceShareAssociations",
  "POST /getresourceshareinvitations": "GetResourceShareInvitations",
  "POST /acceptresourceshareinvitation": "AcceptResourceShareInvitation",
  "POST /rejectresourceshareinvitation": "RejectResourceShareInvitation",
  "POST /listpendinginvitationresources": "ListPendingInvitationResources",
  "POST /listresourcesharepermissions": "ListResourceSharePermissions",
  "POST /associateresourcesharepermission": "AssociateResourceSharePermission",
  "POST /disassociateresourcesharepermission": "DisassociateResourceSharePermission",
  "POST /listpermissions": "ListPermissions",
  "POST /getpermission": "GetPermission",
  "POST /listresources": "ListResources",
  "POST /listprincipals": "ListPrincipals",
};

/** Resource Access Manager, for shares of DataZone domains. */
export const ram: Service = {
  signingName: "ram",
  model: "ram",
  protocol: restJson({
    service: "ram",
    routes: ROUTES,
    query: { resourceShareArn: "string", clientToken: "string" },
  }),
  operations,
};
