import {
  GetGroupProfileCommand,
  GetUserProfileCommand,
  type GroupProfileSummary,
  type GroupSearchType,
  SearchGroupProfilesCommand,
  SearchUserProfilesCommand,
  type UserProfileSummary,
  type UserSearchType,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../aws/pages";
import type { KnownPrincipal } from "../../governance/reports";
import { type DomainReader, eachAtOnce, type Gaps, isSameRole, PAGE } from "./reader";

const USER_TYPES: readonly UserSearchType[] = ["DATAZONE_IAM_USER", "DATAZONE_SSO_USER"];
const GROUP_TYPES: readonly GroupSearchType[] = ["IAM_ROLE_SESSION_GROUP", "DATAZONE_SSO_GROUP"];
/** Roles of permission sets of Identity Center: their sessions are people. @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
const PEOPLE_OF_IDENTITY_CENTER = /:role\/(?:.*\/)?AWSReservedSSO_/;

/** Profiles of the domain, and those that are named somewhere and that the search does not find (they are not assigned any more). */
export async function readPrincipals(
  reader: DomainReader,
  named: { readonly users: readonly string[]; readonly groups: readonly string[] },
  gaps: Gaps,
): Promise<KnownPrincipal[]> {
  const [users, groups] = await Promise.all([searchedUsers(reader, gaps), searchedGroups(reader, gaps)]);
  const known = new Map([...users, ...groups].map((principal) => [principal.id, principal]));
  const missing = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => id !== "" && !known.has(id));
  const others = await Promise.all([
    eachAtOnce(missing(named.users), reader.concurrency, (id) => userOf(reader, id, gaps)),
    eachAtOnce(missing(named.groups), reader.concurrency, (id) => groupOf(reader, id, gaps)),
  ]);
  for (const principal of others.flat()) if (principal !== undefined) known.set(principal.id, principal);
  return [...known.values()];
}

async function searchedUsers(reader: DomainReader, gaps: Gaps): Promise<KnownPrincipal[]> {
  const { clients, domainId: domainIdentifier } = reader;
  const found = await eachAtOnce(USER_TYPES, reader.concurrency, (userType) =>
    gaps.orGap(`profiles ${userType}`, "names are known of those only that are named somewhere", () =>
      allPages(
        (nextToken) =>
          clients.profiles.send(
            new SearchUserProfilesCommand({ domainIdentifier, userType, maxResults: PAGE, nextToken }),
          ),
        ({ items }) => items,
      ),
    ),
  );
  return found.flatMap((profiles = []) => profiles.map((profile) => userPrincipal(profile, reader)));
}

async function searchedGroups(reader: DomainReader, gaps: Gaps): Promise<KnownPrincipal[]> {
  const { clients, domainId: domainIdentifier } = reader;
  const found = await eachAtOnce(GROUP_TYPES, reader.concurrency, (groupType) =>
    gaps.orGap(`profiles ${groupType}`, "names are known of those only that are named somewhere", () =>
      allPages(
        (nextToken) =>
          clients.profiles.send(
            new SearchGroupProfilesCommand({ domainIdentifier, groupType, maxResults: PAGE, nextToken }),
          ),
        ({ items }) => items,
      ),
    ),
  );
  return found.flatMap((profiles = []) => profiles.map((profile) => groupPrincipal(profile, reader)));
}

async function userOf(reader: DomainReader, id: string, gaps: Gaps): Promise<KnownPrincipal | undefined> {
  const { clients, domainId: domainIdentifier } = reader;
  const profile = await gaps.orGap(`user ${id}`, "its name and kind are not known", () =>
    clients.profiles.send(new GetUserProfileCommand({ domainIdentifier, userIdentifier: id })),
  );
  return profile && userPrincipal({ ...profile, id }, reader);
}

async function groupOf(reader: DomainReader, id: string, gaps: Gaps): Promise<KnownPrincipal | undefined> {
  const { clients, domainId: domainIdentifier } = reader;
  const profile = await gaps.orGap(`group ${id}`, "its name and kind are not known", () =>
    clients.profiles.send(new GetGroupProfileCommand({ domainIdentifier, groupIdentifier: id })),
  );
  return profile && groupPrincipal({ ...profile, id }, reader);
}

function userPrincipal({ id = "", details }: UserProfileSummary, reader: DomainReader): KnownPrincipal {
  const arn = details?.iam?.arn;
  if (arn === undefined) return { id, kind: "person", name: details?.sso?.username ?? id };
  return { id, kind: /:user\//.test(arn) || isOfPeople(arn, reader) ? "person" : "program", name: arn };
}

function groupPrincipal(
  { id = "", groupName, rolePrincipalArn }: GroupProfileSummary,
  reader: DomainReader,
): KnownPrincipal {
  if (rolePrincipalArn === undefined) return { id, kind: "group", name: groupName ?? id };
  return { id, kind: isOfPeople(rolePrincipalArn, reader) ? "group" : "program", name: rolePrincipalArn };
}

const isOfPeople = (arn: string, { peopleRoles }: DomainReader): boolean =>
  PEOPLE_OF_IDENTITY_CENTER.test(arn) || peopleRoles.some((role) => isSameRole(role, arn));
