import type { ResolvedGit, Stage } from "../../configuration/model";
import { connectionsConsole, whoFinishes } from "../../contracts/service/git";
import type { GitConnectionItem } from "./git-connection";
import { profileId, projectId } from "./ids";

/**
 * The connections of a domain to Git providers.
 *
 * @param users the stages of the domain
 */
export function connectionItems(
  { git, domain, environment, governance }: Stage,
  users: readonly Stage[],
): GitConnectionItem[] {
  return Object.values(git.connections).map((connection) => ({
    key: connection.key,
    name: connection.name,
    at: placeOf(connection, git),
    finishedBy: whoFinishes(connection.finishedBy, governance.id),
    console: connectionsConsole(environment.organization.partition, domain.region),
    usedBy: users.flatMap((stage) => [
      ...Object.values(stage.profiles)
        .filter((profile) => profile.git?.connection === connection.key)
        .map((profile) => profileId(stage.name, profile.key)),
      ...Object.values(stage.projects)
        .filter(({ connections }) => Object.values(connections).some(({ git }) => git?.connection === connection.key))
        .map((project) => projectId(stage.name, project.key)),
    ]),
  }));
}

function placeOf({ provider, host }: ResolvedGit["connections"][string], { hosts }: ResolvedGit): string {
  if (provider !== undefined) return provider;
  const { provider: installed, endpoint } = hosts[host ?? ""];
  return `${installed} at ${endpoint}`;
}
