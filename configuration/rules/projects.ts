import { isTooling } from "../../contracts/service/tooling";
import { nearest, show } from "../problems";
import { outsideAccount } from "./arns";
import { list, repeated, type Finding } from "./finding";
import { writtenMembers } from "./memberships";
import { configurationsOf, profileEvidence, projects } from "./project-accounts";
import { unknownMember, unknownProfile, unknownUnit } from "./references";
import type { DomainView, StageView } from "./view";

/** Quotas. @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/quotas.html */
const PROJECTS_PER_DOMAIN = 1000;
const USERS_PER_PROJECT = 100;
const GROUPS_PER_PROJECT = 20;
/** Roles of a use case's repositories that may be members of one project: what builds, and what deploys. */
const JOBS_OF_USE_CASE = 2;
/** `resourceTags` of a project. */
const RESOURCE_TAGS = 25;

/** Units and profiles of projects exist. */
export function projectReferencesExist(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, { unit, profile }]) => [
    ...unknownUnit(stage, ["projects", key, "unit"], unit),
    ...unknownProfile(stage, ["projects", key, "profile"], profile),
  ]);
}

/** Members of projects exist. */
export function projectMembersExist(stage: StageView): Finding[] {
  return writtenMembers(stage).flatMap(({ path, members }) =>
    Object.entries(members).flatMap(([key, member]) => unknownMember(stage, [...path, key], member)),
  );
}

/** Environment configurations that a project names are in its profile. */
export function projectConfigurationsExist(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, { profile, environments }]) => {
    const names = configurationsOf(stage, profile)?.map(({ name }) => name);
    if (names === undefined) return [];
    return Object.keys(environments).flatMap((name): Finding[] => {
      if (names.includes(name)) return [];
      const hint = nearest(name, names);
      const fix =
        hint === undefined ? `name a configuration of profile ${show(profile)}` : `did you mean ${show(hint)}?`;
      const at = { path: ["projects", key, "environments", name], reads: profileEvidence(profile) };
      return [{ ...at, code: "CONFIGURATION_UNKNOWN", got: show(name), allowed: `one of ${list(names)}`, fix }];
    });
  });
}

/** Parameters that a project sets are left to it by the profile. */
export function projectParametersAreEditable(stage: StageView): Finding[] {
  return parametersOf(stage).flatMap(({ path, profile, parameter, known }): Finding[] => {
    if (known === undefined || known.editable) return [];
    const fix = `remove it, or make it editable in profile ${show(profile)}`;
    return [
      {
        code: "PARAMETER_NOT_EDITABLE",
        path,
        got: show(parameter),
        allowed: "parameters that the profile marks editable",
        fix,
        reads: profileEvidence(profile),
      },
    ];
  });
}

/** Parameters that a project sets are named by the profile; others depend on the blueprint. */
export function projectParametersAreNamedByProfile(stage: StageView): Finding[] {
  return parametersOf(stage).flatMap(({ path, profile, parameter, known }): Finding[] => {
    if (known !== undefined) return [];
    const fix = `add it to profile ${show(profile)}: { editable: true }`;
    return [
      {
        code: "PARAMETER_UNNAMED",
        path,
        got: show(parameter),
        allowed: "parameters that the profile names",
        fix,
        reads: profileEvidence(profile),
      },
    ];
  });
}

function parametersOf(stage: StageView) {
  return projects(stage).flatMap(([key, { profile, environments }]) =>
    Object.entries(environments).flatMap(([name, { parameters }]) => {
      const configuration = configurationsOf(stage, profile)?.find((candidate) => candidate.name === name);
      if (configuration === undefined) return [];
      return Object.keys(parameters).map((parameter) => ({
        path: ["projects", key, "environments", name, "parameters", parameter],
        profile,
        parameter,
        known: configuration.parameters.find((candidate) => candidate.name === parameter),
      }));
    }),
  );
}

/** Resource tags of a project are among those that the profile lets it set, and at most 25 with the profile's. */
export function projectTagsAreAllowed(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, project]): Finding[] => {
    const profile = stage.environment.profiles[project.profile];
    if (profile === undefined) return [];
    const path = ["projects", key, "resourceTags"];
    const reads = profileEvidence(project.profile);
    const refused = Object.keys(project.resourceTags).flatMap((tag): Finding[] => {
      const own = Object.hasOwn(profile.resourceTags, tag) ? profile.resourceTags[tag] : undefined;
      if (own === undefined ? profile.allowCustomResourceTags : typeof own !== "string" && own.editable) return [];
      const got =
        own === undefined ? `${show(tag)}, which the profile does not name` : `${show(tag)}, which the profile fixes`;
      const allowed = "tags that the profile marks editable, and others where it sets allowCustomResourceTags";
      return [{ code: "RESOURCE_TAG_REFUSED", path: [...path, tag], got, allowed, reads }];
    });
    const { length } = Object.keys({ ...profile.resourceTags, ...project.resourceTags });
    if (length <= RESOURCE_TAGS || Object.keys(profile.resourceTags).length > RESOURCE_TAGS) return refused;
    return [
      ...refused,
      {
        code: "RESOURCE_TAG_COUNT",
        path,
        got: `${length} tags with the profile's`,
        allowed: `at most ${RESOURCE_TAGS}`,
        reads,
      },
    ];
  });
}

/** A project has every member once, and no more than the service takes. */
export function projectMembersFit(stage: StageView): Finding[] {
  return writtenMembers(stage).flatMap(({ path, members }): Finding[] => {
    const entries = Object.entries(members);
    const identity = (member: (typeof entries)[number][1]): string =>
      "user" in member ? `user ${member.user}` : `group ${member.group}`;
    const twice = repeated(entries, ([, member]) => identity(member)).map(
      ({ first, again: [name, member] }): Finding => {
        const got = `${identity(member)}, who is also ${first[0]}`;
        return {
          code: "MEMBER_DUPLICATE",
          path: [...path, name],
          got,
          allowed: "a member once, with one designation",
          reads: [{ path: [...path, first[0]] }, { path: [...path, name] }],
        };
      },
    );
    const users = entries.filter(([, member]) => "user" in member).length;
    const asks = stage.owner?.environment.application?.api === undefined ? 0 : 1;
    const isOfUseCase = path[0] === "projects" && stage.useCaseProjects.has(String(path[1]));
    const jobs = isOfUseCase ? JOBS_OF_USE_CASE : 0;
    const groups = entries.length - users + asks + jobs;
    if (users <= USERS_PER_PROJECT && groups <= GROUPS_PER_PROJECT) return twice;
    const allowed = `at most ${USERS_PER_PROJECT} users and ${GROUPS_PER_PROJECT} groups`;
    const own = [
      ...(asks === 0 ? [] : ["the role among them that asks for the project"]),
      ...(jobs === 0 ? [] : ["and the roles of its repositories"]),
    ];
    const got = [`${users} users and ${groups} groups`, ...own].join(", ");
    return [...twice, { code: "MEMBER_COUNT", path, got, allowed }];
  });
}

/** A role of its own fits a project on ToolingLite, and lies in the project's account. */
export function projectExecutionRolesFit(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, project]): Finding[] => {
    const { executionRoleArn, profile } = project;
    const tooling = configurationsOf(stage, profile)?.find(({ blueprint }) => isTooling(blueprint));
    if (executionRoleArn === undefined || tooling === undefined) return [];
    const path = ["projects", key, "executionRoleArn"];
    if (tooling.blueprint === "Tooling") {
      const got = `a role, though profile ${show(profile)} deploys Tooling`;
      return [
        {
          code: "PROJECT_EXECUTION_ROLE",
          path,
          got,
          allowed: "a role only with ToolingLite",
          reads: profileEvidence(profile),
        },
      ];
    }
    const account =
      "account" in tooling.target
        ? tooling.target.account
        : (project.environments[tooling.name]?.account ?? project.account)?.account;
    const id = account === undefined ? undefined : stage.environment.accounts[account]?.id;
    if (account === undefined || id === undefined) return [];
    return outsideAccount(path, executionRoleArn, id, { path: ["accounts", account, "id"] });
  });
}

/** A domain has at most 1000 projects over all its stages. */
export function projectsAreNotTooMany(domain: DomainView): Finding[] {
  const counts = domain.map((stage) => projects(stage).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= PROJECTS_PER_DOMAIN) return [];
  const stage = domain[counts.indexOf(Math.max(...counts))];
  const reads = domain.filter((other) => other !== stage).map((other) => ({ stage: other, path: ["projects"] }));
  return [
    {
      code: "PROJECT_COUNT",
      stage,
      path: ["projects"],
      got: `${total} projects in all stages of the domain`,
      allowed: `at most ${PROJECTS_PER_DOMAIN}`,
      reads,
    },
  ];
}
