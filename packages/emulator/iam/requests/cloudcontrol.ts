import { findDomain, roleOfProfile } from "../../services/datazone/named-domain";
import type { Call } from "../../service";
import { action, all, anywhere, type Asked, type Need, type NeedsOf, type ServiceNeeds, text } from "./need";

const OWNER = "AWS::DataZone::Owner";

interface OwnerState {
  readonly DomainIdentifier?: string;
  readonly Owner?: { readonly User?: { readonly UserIdentifier?: string }; readonly Group?: object };
}

/**
 * Look-ups that the handlers of AWS::DataZone::Owner list beside the operations that they call: of the owner, in the
 * name of the caller of Cloud Control. Calls that handlers make of DataZone are judged when they are made.
 *
 * @see https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security-iam.html
 */
const lookUpOwner: NeedsOf = ({ operation, input, call }) => {
  if (input.TypeName !== OWNER) return [];
  const { domainId, user, group } = operation === "CreateResource" ? desiredOwner(input) : keptOwner(input);
  const domain = findDomain(domainId, call);
  const resource = domain?.arn ?? `arn:aws:datazone:${call.region}:${call.account}:domain/${domainId}`;
  const needs: Need[] = [];
  if (operation !== "GetResource")
    needs.push({ action: group ? "datazone:GetGroupProfile" : "datazone:GetUserProfile", resource });
  const arn = user.startsWith("arn:") ? user : ((domain && roleOfProfile(domain, user)) ?? "");
  return [...needs, ...roleLookUp(arn, call)];
};

/** Roles of other accounts cannot be looked up. */
function roleLookUp(arn: string, call: Call): Need[] {
  return arn.includes(":role/") && arn.split(":")[4] === call.account ? [{ action: "iam:GetRole", resource: arn }] : [];
}

function desiredOwner(input: Asked["input"]): { domainId: string; user: string; group: boolean } {
  const state = JSON.parse(text(input, "DesiredState") || "{}") as OwnerState;
  const user = state.Owner?.User?.UserIdentifier;
  return { domainId: state.DomainIdentifier ?? "", user: user ?? "", group: user === undefined };
}

/** From the primary identifier: DomainIdentifier|EntityType|EntityIdentifier|OwnerType|OwnerIdentifier. */
function keptOwner(input: Asked["input"]): { domainId: string; user: string; group: boolean } {
  const [domainId = "", , , type, owner = ""] = text(input, "Identifier").split("|");
  return { domainId, user: owner, group: type === "GROUP" };
}

const operation = (name: string): NeedsOf => action(`cloudformation:${name}`, anywhere);

/**
 * AWS Cloud Control API, whose actions have the prefix of CloudFormation and no resource types.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudcontrolapi.html
 */
export const cloudControl: ServiceNeeds = {
  prefix: "cloudformation",
  operations: {
    CancelResourceRequest: operation("CancelResourceRequest"),
    CreateResource: all(operation("CreateResource"), lookUpOwner),
    DeleteResource: all(operation("DeleteResource"), lookUpOwner),
    GetResource: all(operation("GetResource"), lookUpOwner),
    GetResourceRequestStatus: operation("GetResourceRequestStatus"),
    ListResourceRequests: operation("ListResourceRequests"),
    ListResources: operation("ListResources"),
    UpdateResource: operation("UpdateResource"),
  },
};
