import {
  GetUserProfileCommand,
  type GroupProfileSummary,
  type GroupSearchType,
  SearchGroupProfilesCommand,
  SearchUserProfilesCommand,
  type UserProfileSummary,
  type UserSearchType,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { LiveGroup, LiveUser } from "../live";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

const USER_TYPES: readonly UserSearchType[] = ["DATAZONE_IAM_USER", "DATAZONE_SSO_USER"];
const GROUP_TYPES: readonly GroupSearchType[] = ["IAM_ROLE_SESSION_GROUP", "DATAZONE_SSO_GROUP"];
/** A profile that was "deleted": the service has no deletion. */
const GONE = ["NOT_ASSIGNED", "DEACTIVATED"];

/** User profiles of the domain that are in use; those of `named` in any case: others refer to them. */
export async function readUsers(
  { datazone }: AccountClients,
  domainIdentifier: string,
  named: readonly string[],
): Promise<LiveUser[]> {
  const pages = await eachOf(USER_TYPES, (userType) =>
    allPages(
      (nextToken) => datazone.send(new SearchUserProfilesCommand({ domainIdentifier, userType, nextToken })),
      (page) => page.items,
    ),
  );
  const listed = pages.flat();
  const missing = named.filter((id) => !listed.some((profile) => profile.id === id));
  const others = await eachOf([...new Set(missing)], (userIdentifier) =>
    datazone.send(new GetUserProfileCommand({ domainIdentifier, userIdentifier })),
  );
  const users = [...listed, ...others].flatMap((profile) =>
    GONE.includes(profile.status ?? "") && !named.includes(profile.id ?? "") ? [] : liveUser(profile),
  );
  return sortedBy([...new Map(users.map((user) => [user.id, user])).values()], ({ identifier }) => identifier);
}

/** Sessions of a role have profiles that the service makes by itself, as creators of what they made: nobody configures those. */
const SESSION = /^arn:[^:]+:sts::/;

function liveUser({ id = "", details }: UserProfileSummary): LiveUser[] {
  if (details?.iam?.arn !== undefined && SESSION.test(details.iam.arn)) return [];
  if (details?.iam?.arn !== undefined) return [{ id, identifier: details.iam.arn, type: "IAM" }];
  // Without a name the profile's id is the user's id in Identity Center.
  return details?.sso === undefined ? [] : [{ id, identifier: details.sso.username ?? id, type: "SSO" }];
}

/** Group profiles of the domain that are in use; those of `named` in any case. */
export async function readGroups(
  { datazone }: AccountClients,
  domainIdentifier: string,
  named: readonly string[],
): Promise<LiveGroup[]> {
  const pages = await eachOf(GROUP_TYPES, (groupType) =>
    allPages(
      (nextToken) => datazone.send(new SearchGroupProfilesCommand({ domainIdentifier, groupType, nextToken })),
      (page) => page.items,
    ),
  );
  const inUse = ({ id = "", status }: GroupProfileSummary): boolean =>
    !GONE.includes(status ?? "") || named.includes(id);
  const groups = pages
    .flat()
    .filter(inUse)
    .map(({ id = "", groupName, rolePrincipalArn }) => ({ id, groupName, rolePrincipalArn }));
  return sortedBy([...new Map(groups.map((group) => [group.id, group])).values()], (group) => nameOf(group));
}

function nameOf({ id, groupName, rolePrincipalArn }: LiveGroup): string {
  return rolePrincipalArn ?? groupName ?? id;
}
