import * as git from "../../../../configuration/rules/git";
import * as gitUse from "../../../../configuration/rules/git-use";
import type { RuleCase } from "./rule-case";

const FIXED = "dev.profiles.fixed";
const GITHUB = { "shared.git.connections.github": { provider: "GitHub" } };
const HOST = { provider: "GitLabSelfManaged", endpoint: "https://gitlab.example.com" };
/** A profile with a connection. */
const USED = { ...GITHUB, [`${FIXED}.git`]: "github" };
const TOOLING = `${FIXED}.configurations.Tooling`;
/** A project of the profile. */
const PROJECT = {
  ...USED,
  "dev.projects.code": { name: "Code", profile: "fixed", git: { repository: "team/code", branch: "main" } },
};

/** A connection of a project to a repository. */
const REPOSITORY_AT = "dev.projects.one.connections.code.git";
const REPOSITORY = {
  ...GITHUB,
  "dev.projects.one.connections": {
    code: { name: "code", git: { connection: "github", repository: "team/group/code" } },
    docs: { name: "docs", git: { connection: "github", repository: "team/docs", branch: "release/2" } },
  },
};
const REPORTED_AT = "dev.ts projects.one.connections.code.git.connection";

/** Rules about Git providers. */
export const GIT_CASES: readonly RuleCase[] = [
  {
    rule: git.gitBelongsToTheDomain,
    accepts: "a connection in the stage that owns the domain",
    good: GITHUB,
    rejects: "hosts and connections in a stage that joins it",
    bad: { "dev.git": { hosts: { gitlab: HOST }, connections: { github: { provider: "GitHub" } } } },
    reported: ["GIT_MISPLACED dev.ts git.hosts.gitlab", "GIT_MISPLACED dev.ts git.connections.github"],
  },
  {
    rule: git.gitHostsExist,
    accepts: "a connection through a host",
    good: { "shared.git": { hosts: { gitlab: HOST }, connections: { gitlab: { host: "gitlab" } } } },
    rejects: "one through a host that is not there",
    bad: { "shared.git": { hosts: { gitlab: HOST }, connections: { gitlab: { host: "gitlap" } } } },
    reported: ["GIT_HOST_UNKNOWN shared.ts git.connections.gitlab.host"],
  },
  {
    rule: git.gitNamesFit,
    accepts: "a name of 32 characters",
    good: { "shared.git.connections.github": { name: "n".repeat(32), provider: "GitHub" } },
    rejects: "a key that is too long for a name, and a name that is taken",
    bad: {
      [`shared.git.connections.${"k".repeat(33)}`]: { provider: "GitHub" },
      "shared.git.connections.one": { provider: "GitHub" },
      "shared.git.connections.two": { provider: "GitLab", name: "one" },
    },
    reported: [
      `NAME_TOO_LONG shared.ts git.connections.${"k".repeat(33)}`,
      "GIT_NAME_DUPLICATE shared.ts git.connections.two.name",
    ],
  },
  {
    rule: git.gitRegionsAreKnown,
    accepts: "a connection where the service is known to be",
    good: GITHUB,
    rejects: "one where it is not",
    bad: { ...GITHUB, "shared.domain.region": "af-south-1" },
    reported: ["GIT_REGION_UNKNOWN shared.ts git", "REGION_OPT_IN shared.ts domain.region"],
  },
  {
    rule: gitUse.profileConnectionsExist,
    accepts: "a connection of the domain's stage",
    good: USED,
    rejects: "one that is not there",
    bad: { ...GITHUB, [`${FIXED}.git`]: { connection: "githup" } },
    reported: [`GIT_CONNECTION_UNKNOWN dev.ts profiles.fixed.git.connection`],
  },
  {
    rule: gitUse.profileConnectionsExist,
    accepts: "a connection that nobody uses and that is not enabled",
    good: { "shared.git.connections.github": { provider: "GitHub", useInProjects: false } },
    rejects: "the same in a profile",
    bad: { ...USED, "shared.git.connections.github": { provider: "GitHub", useInProjects: false } },
    reported: [`GIT_CONNECTION_DISABLED dev.ts profiles.fixed.git`],
  },
  {
    rule: gitUse.repositoryConnectionsExist,
    accepts: "repositories through a connection of the domain's stage",
    good: REPOSITORY,
    rejects: "one that is not there",
    bad: { ...REPOSITORY, [`${REPOSITORY_AT}.connection`]: "githup" },
    reported: [`GIT_CONNECTION_UNKNOWN ${REPORTED_AT}`],
  },
  {
    rule: gitUse.repositoryConnectionsExist,
    accepts: "the same where the connection is enabled by word",
    good: { ...REPOSITORY, "shared.git.connections.github": { provider: "GitHub", useInProjects: true } },
    rejects: "one that is not enabled for projects",
    bad: { ...REPOSITORY, "shared.git.connections.github": { provider: "GitHub", useInProjects: false } },
    reported: ["code", "docs"].map(
      (key) => `GIT_CONNECTION_DISABLED dev.ts projects.one.connections.${key}.git.connection`,
    ),
  },
  {
    rule: gitUse.profileConnectionsAreUsed,
    accepts: "parameters of projects beside it",
    good: { ...USED, [`${TOOLING}.parameters`]: { gitBranchName: "main" } },
    rejects: "another connection as a parameter",
    bad: { ...USED, [`${TOOLING}.parameters`]: { gitConnectionArn: "arn" } },
    reported: [`GIT_CONTRADICTION dev.ts profiles.fixed.configurations.Tooling.parameters.gitConnectionArn`],
  },
  {
    rule: gitUse.projectRepositoriesAreReached,
    accepts: "a repository through the profile's connection",
    good: PROJECT,
    rejects: "a repository without one",
    bad: { ...PROJECT, [`${FIXED}.git`]: undefined },
    reported: ["GIT_UNUSABLE dev.ts projects.code.git"],
  },
  {
    rule: gitUse.projectRepositoriesAreReached,
    accepts: "other parameters of Tooling beside it",
    good: PROJECT,
    rejects: "a branch that the profile fixes, and a repository that is said twice",
    bad: {
      ...PROJECT,
      [`${TOOLING}.parameters`]: { gitBranchName: "main" },
      "dev.projects.code.environments": { Tooling: { parameters: { gitFullRepositoryId: "team/other" } } },
    },
    reported: [
      "GIT_CONTRADICTION dev.ts projects.code.environments.Tooling.parameters.gitFullRepositoryId",
      "PARAMETER_NOT_EDITABLE dev.ts projects.code.git",
    ],
  },
];
