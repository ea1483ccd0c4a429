import { from, only, read, when, write, type ActionGroup, type TypePermissions } from "./action-groups";
import type { Block } from "./stack-json";

const DATAZONE = "list_amazondatazone.html";

const ofType =
  (type: string) =>
  (block: Block): boolean =>
    block["type_name"] === type;
const isGrant = ofType("AWS::DataZone::PolicyGrant");
const isOwner = ofType("AWS::DataZone::Owner");

const identifies =
  (form: RegExp) =>
  (profile: Block): boolean =>
    form.test(String(profile["user_identifier"]));
const isRole = identifies(/^arn:[^:]+:iam::\d{12}:role\//);
const isUser = identifies(/^arn:[^:]+:iam::\d{12}:user\//);
const isOfIdentityCenter = identifies(/^(?!arn:)/);

/**
 * DataZone uses the domain's key with the caller's permissions. In the account that owns the key its policy lets every
 * caller do that through DataZone; a caller of another account needs the permission itself, too.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/userguide/encryption-rest-datazone.html
 */
const DOMAIN_KEY: readonly ActionGroup[] = [
  when("throughDataZone", read("domainKey", "kms:Decrypt", "kms:DescribeKey")),
  when("throughDataZone", write("domainKey", "kms:GenerateDataKey")),
];

/**
 * Permissions of DataZone's types; see `ACTIONS`.
 *
 * Cloud Control calls with the permissions of its caller: beside its own actions the role needs what the handlers of the
 * type in CloudFormation's registry name. Cloud Control, its types and what is in a domain support no resource-level
 * permissions, hence `any`; the service's own rules apply beside them: who may grant is decided by ownership in the domain.
 */
export const DATAZONE_ACTIONS: Readonly<Record<string, TypePermissions>> = {
  aws_cloudcontrolapi_resource: {
    source: ["list_awscloudformation.html", "list_awscloudcontrolapi.html", DATAZONE],
    groups: [
      read("any", "cloudformation:DescribeType", "cloudformation:GetResource"),
      write(
        "any",
        "cloudformation:CancelResourceRequest",
        "cloudformation:CreateResource",
        "cloudformation:DeleteResource",
        // Only writes are waited for.
        "cloudformation:GetResourceRequestStatus",
      ),
      only(isGrant, read("any", "datazone:ListPolicyGrants")),
      only(isGrant, write("any", "datazone:AddPolicyGrant", "datazone:RemovePolicyGrant")),
      only(isOwner, read("any", "datazone:ListEntityOwners")),
      only(isOwner, write("any", "datazone:AddEntityOwner", "datazone:RemoveEntityOwner")),
      only(isOwner, write("any", "datazone:GetGroupProfile", "datazone:GetUserProfile")),
      // The handlers that read and list name it, too: they look at every owner of the unit.
      only(isOwner, read("rolesOfPrincipals", "iam:GetRole")),
      ...DOMAIN_KEY,
    ],
  },
  aws_datazone_user_profile: from(
    DATAZONE.replace(/\.html$/, ""),
    read("any", "datazone:GetUserProfile"),
    write("any", "datazone:CreateUserProfile", "datazone:UpdateUserProfile"),
    // The service makes sure that the user exists, with the permissions of its caller.
    only(isRole, write("userOfProfile", "iam:GetRole")),
    only(isUser, write("userOfProfile", "iam:GetUser")),
    // Profiles of Identity Center support no resource-level permissions.
    only(
      isOfIdentityCenter,
      write("any", "sso:AssociateProfile", "sso:DisassociateProfile", "sso:GetProfile", "sso:ListProfiles"),
    ),
    ...DOMAIN_KEY,
  ),
};
