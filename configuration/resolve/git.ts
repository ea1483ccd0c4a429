import { GIT_BLUEPRINT, GIT_PARAMETERS } from "../../contracts/service/git";
import type { GitSettings, Profile, ProfileGit, ResolvedConfiguration, ResolvedGit } from "../model";

/** Hosts and connections with their names. */
export function resolveGit({ hosts, connections }: GitSettings): ResolvedGit {
  return { hosts: named(hosts), connections: named(connections) };
}

function named<T extends { readonly name?: string }>(entries: Readonly<Record<string, T>>) {
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [key, { ...entry, key, name: entry.name ?? key }]),
  );
}

/** Connection of a profile, written in either form. */
export function resolveProfileGit(git: Profile["git"]): ProfileGit | undefined {
  return typeof git === "string" ? { connection: git, editable: false } : git;
}

/** The configuration with what projects set of a connection: repository and branch, unless the profile says something of them. */
export function withGitParameters(configuration: ResolvedConfiguration, git: Profile["git"]): ResolvedConfiguration {
  if (git === undefined || configuration.blueprint !== GIT_BLUEPRINT) return configuration;
  const { parameters } = configuration;
  const added = [GIT_PARAMETERS.branch, GIT_PARAMETERS.repository]
    .filter((name) => parameters.every((parameter) => parameter.name !== name))
    .map((name) => ({ name, editable: true }));
  return { ...configuration, parameters: [...parameters, ...added].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
