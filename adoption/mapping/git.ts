import { GIT_PARAMETERS, HOSTED_PROVIDERS, INSTALLED_PROVIDERS, PROJECTS_TAG } from "../../contracts/service/git";
import type { LiveDomain } from "../live";
import type { LiveGitConnection, LiveGitHost } from "../live-git";
import type { DomainMapping } from "./domain-mapping";
import { keysOf } from "./keys";
import { REFUSED_STEP } from "./outcome";
import { compact, type GitInput } from "./parts";

type HostInput = NonNullable<GitInput["hosts"]>[string];
type ConnectionInput = NonNullable<GitInput["connections"]>[string];

const KEEP = "keep it by hand; the configuration leaves it alone";
const [[PROJECTS_KEY, PROJECTS_VALUE]] = Object.entries(PROJECTS_TAG);

/**
 * Hosts and connections of Git providers, for the stage that owns the domain: those that projects may use, and those that profiles or
 * connections of projects name. An account has connections for other services, too.
 */
export function mapGit(mapping: DomainMapping): GitInput | undefined {
  const { live, outcome } = mapping;
  const named = new Set([...namedByProfiles(live), ...namedByProjects(live)]);
  const ours = live.git.connections.filter((connection) => isForProjects(connection) || named.has(connection.id));
  const others = live.git.connections.filter((connection) => !ours.includes(connection));
  if (others.length > 0) {
    const names = others.map(({ name }) => `"${name}"`).join(", ");
    const reason = `no profile or project names them and they lack the tag ${PROJECTS_KEY}, so nothing says that they are for projects`;
    outcome.leave(`Git connections ${names} of account ${live.accountId}`, reason, KEEP);
  }
  const used = new Set(ours.flatMap(({ hostId }) => hostId ?? []));
  const hosts = mapHosts(
    mapping,
    live.git.hosts.filter(({ id }) => used.has(id)),
  );
  const connections = mapConnections(mapping, ours, hosts.keys);
  const input = compact<GitInput>({ hosts: hosts.input, connections });
  return Object.keys(input).length === 0 ? undefined : input;
}

function namedByProfiles({ profiles }: LiveDomain): string[] {
  return profiles.flatMap(({ configurations }) =>
    configurations.flatMap(({ configurationParameters }) =>
      (configurationParameters?.parameterOverrides ?? []).flatMap(({ name, value }) =>
        name === GIT_PARAMETERS.connection && value !== undefined ? [value] : [],
      ),
    ),
  );
}

function namedByProjects({ projects }: LiveDomain): string[] {
  return projects.flatMap(({ sources }) =>
    sources.connections.flatMap(({ properties: { codeConnectionArn: arn } }) => (typeof arn === "string" ? [arn] : [])),
  );
}

function isForProjects({ tags }: LiveGitConnection | LiveGitHost): boolean {
  return tags[PROJECTS_KEY] === PROJECTS_VALUE;
}

/** Tags as they are: without those that the tags of organization and stage would add. */
function tagsOf(live: LiveGitConnection | LiveGitHost) {
  const isOwn = (key: string): boolean => /^smus:/i.test(key);
  const given = Object.entries(live.tags).filter(([key]) => !isOwn(key) && !/^aws:/i.test(key));
  const tags = given.filter(([key, value]) => key !== PROJECTS_KEY || value !== PROJECTS_VALUE);
  return {
    tags: Object.fromEntries(tags.sort(([a], [b]) => (a < b ? -1 : 1))),
    defaultTags: Object.keys(live.tags).some(isOwn) ? undefined : false,
  };
}

function mapHosts(mapping: DomainMapping, hosts: readonly LiveGitHost[]) {
  const { outcome, stages } = mapping;
  const keys = keysOf(hosts, ({ name }) => name, "host");
  const adopted = new Map<string, string>();
  const entries = hosts.flatMap((host) => {
    const provider = INSTALLED_PROVIDERS.find((known) => known === host.provider);
    const refusal = mapping.refusal("GitHost", host.id);
    if (provider === undefined || refusal !== undefined) {
      const other = `a configuration does not have its provider ${host.provider}`;
      outcome.leave(`Git host "${host.name}"`, refusal ?? other, refusal === undefined ? KEEP : REFUSED_STEP);
      return [];
    }
    const key = keys.get(host.id) ?? "";
    adopted.set(host.id, key);
    outcome.adopt(stages.owner, host.id, "GitHost", key);
    const { endpoint, name } = host;
    const vpc =
      host.vpc &&
      compact({ ...host.vpc, subnetIds: [...host.vpc.subnetIds], securityGroupIds: [...host.vpc.securityGroupIds] });
    return [[key, compact<HostInput>({ name, provider, endpoint, vpc, ...tagsOf(host) })] as const];
  });
  return { input: Object.fromEntries(entries), keys: adopted };
}

function mapConnections(
  mapping: DomainMapping,
  connections: readonly LiveGitConnection[],
  hosts: ReadonlyMap<string, string>,
): Record<string, ConnectionInput> {
  const { outcome, stages } = mapping;
  const keys = keysOf(connections, ({ name }) => name, "connection");
  const entries = connections.flatMap((connection) => {
    const at = placeOf(connection, hosts);
    const refusal = mapping.refusal("GitConnection", connection.id);
    if (typeof at === "string" || refusal !== undefined) {
      const reason = refusal ?? (at as string);
      outcome.leave(`Git connection "${connection.name}"`, reason, refusal === undefined ? KEEP : REFUSED_STEP);
      return [];
    }
    const key = keys.get(connection.id) ?? "";
    outcome.adopt(stages.owner, connection.id, "GitConnection", key);
    const useInProjects = isForProjects(connection) ? undefined : false;
    const input = compact({ ...at, name: connection.name, useInProjects, ...tagsOf(connection) });
    return [[key, input as ConnectionInput] as const];
  });
  return Object.fromEntries(entries);
}

/** @returns host or provider of a connection, or why a file cannot have it */
function placeOf({ hostId, provider }: LiveGitConnection, hosts: ReadonlyMap<string, string>) {
  if (hostId !== undefined) {
    const host = hosts.get(hostId);
    return host === undefined ? `its host ${hostId} is not adopted` : { host };
  }
  const known = HOSTED_PROVIDERS.find((candidate) => candidate === provider);
  return known === undefined ? `a configuration does not have its provider ${provider}` : { provider: known };
}
