import type { Directory, KnownMember, KnownPrincipal, KnownProject } from "../reports";
import type { ExpectedProject, ExpectedRights, ExpectedUnit } from "./expected";
import type { RightsFinding } from "./finding";
import { isOfPlatform, names } from "./matching";

/** Differences of a standing project's members. */
export function* projectFindings(
  expected: ExpectedProject,
  { platform, askingRoles }: ExpectedRights,
  directory: Directory,
): Iterable<RightsFinding> {
  const apply = `npm run apply -- --stage ${expected.stage}`;
  const subject = `project ${expected.name}`;
  const live = directory.view.projects.find(({ name }) => name === expected.name);
  const about = { subject, remedy: apply, projectId: live?.id, unitId: live?.unitId };
  if (live === undefined) {
    yield {
      ...{ ...about, code: "PROJECT_MISSING", what: `${expected.path} is not in the domain` },
      ...{ expected: expected.name, found: "no project of this name" },
    };
    return;
  }
  if (live.members === undefined) {
    yield {
      ...{ ...about, code: "MEMBERS_UNREAD", what: `members of ${expected.name} could not be read` },
      ...{ expected: "members that can be read", found: "not known" },
      remedy: "run it as a member of the project, or as an owner of its unit",
    };
    return;
  }
  const members = live.members.map((member) => ({ member, principal: directory.principal(member.principalId) }));
  for (const { identifier, designation } of expected.members) {
    const found = members.find(({ principal }) => names(identifier, principal));
    if (found === undefined)
      yield {
        ...{ ...about, code: "MEMBER_MISSING", what: `${identifier} of ${expected.path}.members is not a member` },
        ...{ expected: designation, found: "no member" },
      };
    else if (found.member.designation !== designation)
      yield {
        ...{
          ...about,
          code: "MEMBER_DESIGNATION",
          what: `${identifier} has another part than ${expected.path}.members`,
        },
        ...{ expected: designation, found: found.member.designation },
      };
  }
  const kept = [...platform, ...(askingRoles === undefined ? [] : [`${askingRoles}${live.id}`])];
  const isExpected = (principal: KnownPrincipal): boolean =>
    isOfPlatform(principal, kept) || expected.members.some(({ identifier }) => names(identifier, principal));
  for (const { member, principal } of members)
    if (!isExpected(principal)) yield extraMember(expected, live, member, principal);
}

function extraMember(
  { path, name }: ExpectedProject,
  { id, unitId }: KnownProject,
  { designation, principalId }: KnownMember,
  principal: KnownPrincipal,
): RightsFinding {
  const who = principal.kind === "group" || principal.kind === "program" ? "group" : "user";
  return {
    code: "MEMBER_EXTRA",
    subject: `project ${name}`,
    what: `${principal.name} is a member and not in ${path}.members`,
    expected: "no member",
    found: designation,
    remedy: `add it to ${path}.members, or take it out: page Members of project ${id}, ${who} ${principalId}`,
    projectId: id,
    unitId,
  };
}

/** Differences of a unit's owners. */
export function* unitFindings(
  expected: ExpectedUnit,
  { platform }: ExpectedRights,
  directory: Directory,
): Iterable<RightsFinding> {
  const live = directory.view.units.find(({ id }) => directory.unitPath(id) === expected.unit);
  const remedy = `npm run apply -- --stage ${expected.stage}`;
  const about = { subject: `unit ${expected.unit}`, remedy, unitId: live?.id };
  if (live === undefined) {
    yield {
      ...{ ...about, code: "UNIT_MISSING", what: `${expected.path} is not in the domain` },
      ...{ expected: expected.unit, found: "no such unit" },
    };
    return;
  }
  if (live.ownerIds === undefined) {
    yield {
      ...{ ...about, code: "OWNERS_UNREAD", what: `owners of ${expected.unit} could not be read` },
      ...{ expected: "owners that can be read", found: "not known" },
      remedy: "run it in the account that owns the domain",
    };
    return;
  }
  const owners = live.ownerIds.map((id) => directory.principal(id));
  for (const identifier of expected.owners)
    if (!owners.some((owner) => names(identifier, owner)))
      yield {
        ...{ ...about, code: "OWNER_MISSING", what: `${identifier} of ${expected.path}.owners does not own the unit` },
        ...{ expected: "owner", found: "no owner" },
      };
  for (const owner of owners)
    if (!isOfPlatform(owner, platform) && !expected.owners.some((identifier) => names(identifier, owner)))
      yield {
        ...{ ...about, code: "OWNER_EXTRA", what: `${owner.name} owns the unit and is not in ${expected.path}.owners` },
        ...{ expected: "no owner", found: "owner" },
        remedy: `add it to ${expected.path}.owners, or take it out: page Owners of unit ${live.id}`,
      };
}
