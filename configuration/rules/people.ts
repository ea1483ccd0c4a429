import { show } from "../problems";
import { repeated, type Finding } from "./finding";
import { writtenMembers } from "./memberships";
import type { StageView } from "./view";

/** Identifiers that `CreateUserProfile` takes for IAM users and roles: the service fixes the partition to `aws`. */
const IAM_IDENTIFIER = {
  IAM_USER: /^arn:aws:iam::\d{12}:user\/.+$/,
  IAM_ROLE: /^arn:aws:iam::\d{12}:role\/.+$/,
} as const;
/** Identifiers that it takes for users of IAM Identity Center: an id or a user name, in ASCII. */
const SSO_IDENTIFIER = /^[\w+=,.@-]+$/;

/** Users and groups of IAM Identity Center need a domain that signs in through it. */
export function singleSignOnIsEnabledForItsUsers(stage: StageView): Finding[] {
  const { domain, ownsDomain } = stage;
  if (!ownsDomain || domain === undefined || domain.singleSignOn.type !== "DISABLED") return [];
  const reads = [{ path: ["domain", "singleSignOn"] }];
  const allowed = 'IAM users, roles and role groups while domain.singleSignOn.type is "DISABLED"';
  const users = Object.entries(domain.users)
    .filter(([, { type }]) => type === "SSO_USER")
    .map(
      ([key]): Finding => ({
        code: "SSO_DISABLED",
        path: ["domain", "users", key, "type"],
        got: '"SSO_USER"',
        allowed,
        reads,
      }),
    );
  const groups = Object.entries(domain.groups).flatMap(([key, group]): Finding[] => {
    if (!("groupIdentifier" in group)) return [];
    const path = ["domain", "groups", key, "groupIdentifier"];
    return [{ code: "SSO_DISABLED", path, got: show(group.groupIdentifier), allowed, reads }];
  });
  return [...users, ...groups];
}

/** With `MANUAL` assignment nobody signs in whom the configuration does not name. */
export function manualSignOnNamesSomebody({ domain, ownsDomain }: StageView): Finding[] {
  if (!ownsDomain || domain?.singleSignOn.type !== "IAM_IDC" || domain.singleSignOn.userAssignment !== "MANUAL")
    return [];
  if (Object.keys({ ...domain.users, ...domain.groups }).length > 0) return [];
  const path = ["domain", "singleSignOn", "userAssignment"];
  const reads = [{ path: ["domain", "users"] }, { path: ["domain", "groups"] }];
  return [
    {
      code: "SSO_NOBODY",
      path,
      got: '"MANUAL" without users and groups',
      allowed: "at least one user or group",
      reads,
    },
  ];
}

/** A user's identifier is of the kind that its type says. */
export function userIdentifiersFitTheirType({ domain, ownsDomain }: StageView): Finding[] {
  if (!ownsDomain || domain === undefined) return [];
  return Object.entries(domain.users).flatMap(([key, { identifier, type }]): Finding[] => {
    if ((type === "SSO_USER" ? SSO_IDENTIFIER : IAM_IDENTIFIER[type]).test(identifier)) return [];
    const allowed = {
      SSO_USER: "an Identity Center user id or user name: letters, digits and _ + = , . @ -",
      IAM_USER: "arn:aws:iam::<account id>:user/<name>",
      IAM_ROLE: "arn:aws:iam::<account id>:role/<name>",
    }[type];
    const path = ["domain", "users", key, "identifier"];
    return [
      {
        code: "USER_IDENTIFIER",
        path,
        got: show(identifier),
        allowed,
        reads: [{ path: ["domain", "users", key, "type"] }],
      },
    ];
  });
}

/** Every user and every group is named once: the service has one profile for each. */
export function peopleAreNamedOnce({ domain, ownsDomain }: StageView): Finding[] {
  if (!ownsDomain || domain === undefined) return [];
  const people = [
    ...Object.entries(domain.users).map(([key, { identifier }]) => ({
      id: identifier,
      path: ["domain", "users", key, "identifier"],
    })),
    ...Object.entries(domain.groups).map(([key, group]) =>
      "groupIdentifier" in group
        ? { id: group.groupIdentifier, path: ["domain", "groups", key, "groupIdentifier"] }
        : { id: group.rolePrincipalArn, path: ["domain", "groups", key, "rolePrincipalArn"] },
    ),
  ];
  return repeated(people, ({ id, path }) => `${path[1]} ${id}`).map(({ first, again }) => ({
    code: "PERSON_DUPLICATE",
    path: again.path,
    got: `${show(again.id)}, which is also ${first.path.slice(0, 3).join(".")}`,
    allowed: "one key for each user and group",
    reads: [{ path: first.path }, { path: again.path }],
  }));
}

/**
 * Members of projects are no user profiles of IAM roles: since about June 2026 the service answers 403 to them. A role
 * becomes a member through a group profile, which is how the service itself adds a project's role.
 *
 * A warning only: one project has reported it, and a service may change its mind.
 *
 * @see https://github.com/aws/modern-data-architecture-accelerator/issues/61
 */
export function projectMembersAreNoRoleUsers(stage: StageView): Finding[] {
  const { domain, owner } = stage;
  return writtenMembers(stage).flatMap(({ path, members }) =>
    Object.entries(members).flatMap(([key, member]): Finding[] => {
      if (!("user" in member) || domain?.users[member.user]?.type !== "IAM_ROLE") return [];
      return [
        {
          code: "MEMBER_IAM_ROLE",
          path: [...path, key, "user"],
          got: `${show(member.user)}, a user of type IAM_ROLE`,
          allowed: "users of other types, and groups",
          fix: "name the role under domain.groups as rolePrincipalArn, and that group here",
          reads: [{ stage: owner, path: ["domain", "users", member.user] }],
        },
      ];
    }),
  );
}
