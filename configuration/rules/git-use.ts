import { GIT_BLUEPRINT, GIT_PARAMETERS } from "../../contracts/service/git";
import type { Profile } from "../model";
import { show, type Path } from "../problems";
import { resolveProfileGit } from "../resolve";
import { list, unknownName, type Finding } from "./finding";
import { configurationsOf, profileEvidence } from "./project-accounts";
import type { StageView } from "./view";

/** Connections that profiles use are the domain's, and enabled for projects. */
export function profileConnectionsExist({ owner, environment }: StageView): Finding[] {
  if (owner === undefined) return [];
  return Object.entries(environment.profiles).flatMap(([key, profile]) => {
    const git = resolveProfileGit(profile.git);
    return git === undefined ? [] : unusableConnection(owner, git.connection, connectionPath(key, profile));
  });
}

/** Connections that projects reach repositories through are the domain's, and enabled for projects. */
export function repositoryConnectionsExist({ owner, environment }: StageView): Finding[] {
  if (owner === undefined) return [];
  return Object.entries(environment.projects).flatMap(([project, { connections }]) =>
    Object.entries(connections).flatMap(([key, { git }]) => {
      const path = ["projects", project, "connections", key, "git", "connection"];
      return git === undefined ? [] : unusableConnection(owner, git.connection, path);
    }),
  );
}

function unusableConnection(owner: NonNullable<StageView["owner"]>, name: string, path: Path): Finding[] {
  const { connections } = owner.environment.git;
  if (!Object.hasOwn(connections, name)) {
    const home = `git.connections of stage ${show(owner.name)}`;
    const among = [{ stage: owner, path: ["git", "connections"] }];
    return [unknownName("GIT_CONNECTION_UNKNOWN", { path, name, names: Object.keys(connections), home, among })];
  }
  if (connections[name].useInProjects) return [];
  const reads = [{ stage: owner, path: ["git", "connections", name, "useInProjects"] }];
  return [
    { code: "GIT_CONNECTION_DISABLED", path, got: show(name), allowed: "connections that projects may use", reads },
  ];
}

/** A profile with a connection deploys Tooling, and names the connection once. */
export function profileConnectionsAreUsed(stage: StageView): Finding[] {
  return Object.entries(stage.environment.profiles).flatMap(([key, profile]): Finding[] => {
    if (profile.git === undefined) return [];
    const users = stage.configurations[key].filter(({ blueprint }) => blueprint === GIT_BLUEPRINT);
    const reads = [{ path: ["profiles", key, "configurations"] }, { path: ["profiles", key, "template"] }];
    if (users.length === 0) {
      const got = `${show(profile.git)}, though the profile does not deploy ${GIT_BLUEPRINT}`;
      const allowed = `a connection in profiles that deploy ${GIT_BLUEPRINT}`;
      return [{ code: "GIT_UNUSABLE", path: ["profiles", key, "git"], got, allowed, reads }];
    }
    return users.flatMap(({ name }): Finding[] => {
      const configured = profile.configurations[name]?.parameters ?? {};
      if (!Object.hasOwn(configured, GIT_PARAMETERS.connection)) return [];
      const path = ["profiles", key, "configurations", name, "parameters", GIT_PARAMETERS.connection];
      const got = `a value beside git: ${show(profile.git)}`;
      return [
        {
          code: "GIT_CONTRADICTION",
          path,
          got,
          allowed: "one of the two",
          reads: [{ path: ["profiles", key, "git"] }],
        },
      ];
    });
  });
}

/** A project with a repository has a profile with a connection, which leaves the repository to it. */
export function projectRepositoriesAreReached(stage: StageView): Finding[] {
  const { projects, profiles } = stage.environment;
  return Object.entries(projects).flatMap(([key, { git, profile, environments }]): Finding[] => {
    if (git === undefined || !Object.hasOwn(profiles, profile)) return [];
    const path = ["projects", key, "git"];
    const reads = profileEvidence(profile);
    if (profiles[profile].git === undefined) {
      const got = `a repository, though profile ${show(profile)} has no connection`;
      return [
        {
          code: "GIT_UNUSABLE",
          path,
          got,
          allowed: "profiles with git",
          fix: `add git to profile ${show(profile)}`,
          reads,
        },
      ];
    }
    const users = (configurationsOf(stage, profile) ?? []).filter(({ blueprint }) => blueprint === GIT_BLUEPRINT);
    return users.flatMap(({ name, parameters }) =>
      OF_PROJECTS.flatMap((parameter): Finding[] => {
        const own = ["projects", key, "environments", name, "parameters", parameter];
        if (Object.hasOwn(environments[name]?.parameters ?? {}, parameter))
          return [
            {
              code: "GIT_CONTRADICTION",
              path: own,
              got: "a value beside git",
              allowed: "one of the two",
              reads: [{ path }],
            },
          ];
        if (parameters.find((candidate) => candidate.name === parameter)?.editable !== false) return [];
        const allowed = `no git where the profile fixes any of ${list(OF_PROJECTS)}`;
        return [{ code: "PARAMETER_NOT_EDITABLE", path, got: show(git.repository), allowed, reads }];
      }),
    );
  });
}

/** Parameters that a project with a repository sets. */
const OF_PROJECTS = [GIT_PARAMETERS.repository, GIT_PARAMETERS.branch];

function connectionPath(key: string, { git }: Profile): Path {
  return ["profiles", key, "git", ...(typeof git === "string" ? [] : ["connection"])];
}
