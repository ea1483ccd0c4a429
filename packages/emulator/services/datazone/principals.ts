import { notFound } from "../../errors";
import { newUuid } from "../../identifiers";
import { roleArnOf, sameRole } from "../../identity";
import type { Call } from "../../service";
import type { Domain, GroupProfile, Member, UserProfile } from "./model";

const UUID = /^([0-9a-f]{10}-|)[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/;

/** A user profile by its id, IAM ARN, or Identity Center user id or name. */
export function findUserProfile(domain: Domain, identifier: string): UserProfile | undefined {
  return (
    domain.userProfiles[identifier] ??
    Object.values(domain.userProfiles).find(({ details }) =>
      details.iam ? details.iam.arn === identifier : details.sso?.username === identifier,
    )
  );
}

/** A group profile by its id, Identity Center group, or role ARN. */
export function findGroupProfile(domain: Domain, identifier: string): GroupProfile | undefined {
  return (
    domain.groupProfiles[identifier] ??
    Object.values(domain.groupProfiles).find(
      ({ groupName, rolePrincipalArn }) =>
        groupName === identifier || (rolePrincipalArn !== undefined && sameRole(rolePrincipalArn, identifier)),
    )
  );
}

/**
 * The profile behind a user or group identifier. With Identity Center and AUTOMATIC assignment every user and group
 * of the instance may be named and gets its profile on first use; otherwise the profile must exist.
 */
export function resolveMember(domain: Domain, member: { userIdentifier?: string; groupIdentifier?: string }): Member {
  const automatic = domain.singleSignOn?.type === "IAM_IDC" && domain.singleSignOn.userAssignment === "AUTOMATIC";
  if (member.userIdentifier !== undefined) {
    const found = findUserProfile(domain, member.userIdentifier);
    if (found) return { type: "user", profileId: found.id };
    if (automatic && !member.userIdentifier.startsWith("arn:"))
      return { type: "user", profileId: newSsoUser(domain, member.userIdentifier).id };
    throw notFound(`User profile ${member.userIdentifier} does not exist in domain ${domain.id}`);
  }
  const group = member.groupIdentifier ?? "";
  const found = findGroupProfile(domain, group);
  if (found) return { type: "group", profileId: found.id };
  if (automatic && !group.startsWith("arn:")) return { type: "group", profileId: newSsoGroup(domain, group).id };
  throw notFound(`Group profile ${group} does not exist in domain ${domain.id}`);
}

/** Makes the profile of a user of Identity Center. */
export function newSsoUser(domain: Domain, username: string): UserProfile {
  const id = UUID.test(username) ? username : newUuid();
  const profile: UserProfile = { id, type: "SSO", status: "ASSIGNED", details: { sso: { username } } };
  domain.userProfiles[id] = profile;
  return profile;
}

/** Makes the profile of a group of Identity Center. */
export function newSsoGroup(domain: Domain, groupName: string): GroupProfile {
  const id = UUID.test(groupName) ? groupName : newUuid();
  const profile: GroupProfile = { id, status: "ASSIGNED", groupName };
  domain.groupProfiles[id] = profile;
  return profile;
}

/**
 * The caller as a member of the domain: the group profile of its role when there is one (the domain's creator has
 * one), else its IAM user profile, made on first use.
 */
export function callerAsMember(domain: Domain, call: Call): Member {
  const arn = roleArnOf(call.callerArn);
  const group = Object.values(domain.groupProfiles).find(
    (g) => g.rolePrincipalArn && sameRole(g.rolePrincipalArn, arn),
  );
  if (group) return { type: "group", profileId: group.id };
  const user = userOfRole(domain, arn);
  if (user) return { type: "user", profileId: user.id };
  const id = newUuid();
  domain.userProfiles[id] = { id, type: "IAM", status: "ACTIVATED", details: { iam: { arn } } };
  return { type: "user", profileId: id };
}

/** Profiles that were found by the ARN of their role, by domain: a list asks for its caller at each of thousands of things. */
const found = new WeakMap<Domain, Map<string, string>>();

/** The first user profile of a role. */
function userOfRole(domain: Domain, arn: string): UserProfile | undefined {
  const isIt = ({ details }: UserProfile): boolean => details.iam?.arn !== undefined && sameRole(details.iam.arn, arn);
  const ids = found.get(domain) ?? new Map<string, string>();
  found.set(domain, ids);
  const known = domain.userProfiles[ids.get(arn) ?? ""] as UserProfile | undefined;
  if (known !== undefined && isIt(known)) return known;
  const user = Object.values(domain.userProfiles).find(isIt);
  if (user !== undefined) ids.set(arn, user.id);
  return user;
}

/**
 * Id of the caller's user profile, which the service writes as creator (recordings). A session of a role that has a group
 * profile gets a user profile of its own on first use.
 */
export function callerAsUser(domain: Domain, call: Call): string {
  const member = callerAsMember(domain, call);
  if (member.type === "user") return member.profileId;
  const known = sessionProfile(domain, call);
  if (known) return known.id;
  const id = newUuid();
  domain.userProfiles[id] = { id, type: "IAM", status: "ACTIVATED", details: { iam: { arn: call.callerArn } } };
  return id;
}

const sessionProfile = (domain: Domain, { callerArn }: Call): UserProfile | undefined =>
  Object.values(domain.userProfiles).find(({ details }) => details.iam?.arn === callerArn);

/** As `callerAsUser`, for who only reads it: nothing where the caller has no user profile yet. */
export function knownUser(domain: Domain, call: Call): string | undefined {
  const arn = roleArnOf(call.callerArn);
  const own = userOfRole(domain, arn);
  return (own ?? sessionProfile(domain, call))?.id;
}

/** Tells whether two members are one. */
export const sameMember = (a: Member, b: Member) => a.type === b.type && a.profileId === b.profileId;
