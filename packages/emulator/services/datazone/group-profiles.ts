import type {
  CreateGroupProfileCommandInput,
  GetGroupProfileCommandInput,
  SearchGroupProfilesCommandInput,
  UpdateGroupProfileCommandInput,
} from "@aws-sdk/client-datazone";
import { notFound, validationError } from "../../errors";
import { newUuid } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import type { Domain, GroupProfile } from "./model";
import { findGroupProfile, newSsoGroup } from "./principals";

const PAGE = 50;

const describe = (domain: Domain, profile: GroupProfile) => ({ domainId: domain.id, ...profile });

function createGroupProfile(input: CreateGroupProfileCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const identifier = input.rolePrincipalArn ?? input.groupIdentifier;
  if (!identifier || (input.rolePrincipalArn && input.groupIdentifier))
    throw validationError("exactly one of groupIdentifier and rolePrincipalArn is required");
  const existing = findGroupProfile(domain, identifier);
  // No delete here either; ConflictException is not among the operation's errors (botocore).
  if (existing) throw validationError(`Group profile for ${identifier} already exists with status ${existing.status}`);
  if (input.rolePrincipalArn === undefined) {
    if (domain.singleSignOn?.type !== "IAM_IDC")
      throw validationError("IAM Identity Center is not enabled for the domain");
    return describe(domain, newSsoGroup(domain, identifier));
  }
  const profile: GroupProfile = { id: newUuid(), status: "ASSIGNED", rolePrincipalArn: identifier };
  domain.groupProfiles[profile.id] = profile;
  return describe(domain, profile);
}

function groupOf(domain: Domain, identifier: string | undefined): GroupProfile {
  const profile = findGroupProfile(domain, identifier ?? "");
  if (!profile) throw notFound(`Group profile ${identifier} does not exist in domain ${domain.id}`);
  return profile;
}

function searchGroupProfiles(input: SearchGroupProfilesCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const roles = input.groupType === "IAM_ROLE_SESSION_GROUP";
  const text = input.searchText ?? "";
  const found = Object.values(domain.groupProfiles)
    .filter(({ rolePrincipalArn }) => roles === (rolePrincipalArn !== undefined))
    .filter(({ id, groupName, rolePrincipalArn }) => [id, groupName, rolePrincipalArn].some((v) => v?.includes(text)));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map((profile) => describe(domain, profile)), nextToken };
}

/** Operations on group profiles. */
export const GROUP_PROFILE_OPERATIONS: Operations = {
  CreateGroupProfile: operation(createGroupProfile),
  GetGroupProfile: operation((input: GetGroupProfileCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, groupOf(domain, input.groupIdentifier));
  }),
  UpdateGroupProfile: operation((input: UpdateGroupProfileCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const profile = groupOf(domain, input.groupIdentifier);
    profile.status = input.status!;
    return describe(domain, profile);
  }),
  SearchGroupProfiles: operation(searchGroupProfiles),
};
