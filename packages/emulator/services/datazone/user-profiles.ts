import type {
  CreateUserProfileCommandInput,
  GetUserProfileCommandInput,
  SearchUserProfilesCommandInput,
  UpdateUserProfileCommandInput,
} from "@aws-sdk/client-datazone";
import { notFound, validationError } from "../../errors";
import { newUuid } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import type { Domain, UserProfile } from "./model";
import { findUserProfile, newSsoUser } from "./principals";

const PAGE = 50;
const STATUSES = { IAM: ["ACTIVATED", "DEACTIVATED"], SSO: ["ASSIGNED", "NOT_ASSIGNED", "ACTIVATED"] };

const describe = (domain: Domain, profile: UserProfile) => ({ domainId: domain.id, ...profile });

function createUserProfile(input: CreateUserProfileCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const identifier = input.userIdentifier;
  if (!identifier) throw validationError("userIdentifier is required");
  const iam = /^arn:[^:]+:iam::(\d{12}):/.exec(identifier);
  const existing = findUserProfile(domain, identifier);
  // There is no delete, so a profile of a former deployment is met here (docs/pitfalls.md, 24).
  if (existing) throw validationError(`User profile for ${identifier} already exists with status ${existing.status}`);
  if (!iam) {
    if (input.userType?.startsWith("IAM")) throw validationError(`${identifier} is not an IAM ARN`);
    if (domain.singleSignOn?.type !== "IAM_IDC")
      throw validationError("IAM Identity Center is not enabled for the domain");
    return describe(domain, newSsoUser(domain, identifier));
  }
  const profile: UserProfile = {
    id: newUuid(),
    type: "IAM",
    // Users of other accounts are ASSIGNED, not ACTIVATED (docs/pitfalls.md, 25).
    status: iam[1] === domain.account ? "ACTIVATED" : "ASSIGNED",
    details: { iam: { arn: identifier, sessionName: input.sessionName } },
  };
  domain.userProfiles[profile.id] = profile;
  return describe(domain, profile);
}

function userOf(domain: Domain, identifier: string | undefined): UserProfile {
  const profile = findUserProfile(domain, identifier ?? "");
  if (!profile) throw notFound(`User profile ${identifier} does not exist in domain ${domain.id}`);
  return profile;
}

function updateUserProfile(input: UpdateUserProfileCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const profile = userOf(domain, input.userIdentifier);
  if (!STATUSES[profile.type].includes(input.status!))
    throw validationError(
      `Status ${input.status} is not one of ${STATUSES[profile.type].join(", ")} (${profile.type})`,
    );
  profile.status = input.status!;
  return describe(domain, profile);
}

function searchUserProfiles(input: SearchUserProfilesCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const text = input.searchText ?? "";
  const found = Object.values(domain.userProfiles)
    .filter(({ type }) => (input.userType === "DATAZONE_IAM_USER" ? type === "IAM" : true))
    .filter(({ type }) => (input.userType?.includes("SSO") ? type === "SSO" : true))
    .filter(({ id, details }) => [id, details.iam?.arn, details.sso?.username].some((value) => value?.includes(text)));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map((profile) => describe(domain, profile)), nextToken };
}

/** Operations on user profiles. */
export const USER_PROFILE_OPERATIONS: Operations = {
  CreateUserProfile: operation(createUserProfile),
  GetUserProfile: operation((input: GetUserProfileCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, userOf(domain, input.userIdentifier));
  }),
  UpdateUserProfile: operation(updateUserProfile),
  SearchUserProfiles: operation(searchUserProfiles),
};
