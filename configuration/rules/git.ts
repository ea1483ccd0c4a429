import { isOffered } from "../../contracts/service/regions";
import { show, type Path } from "../problems";
import { repeated, unknownName, type Finding } from "./finding";
import type { StageView } from "./view";

/** Interface endpoint through which AWS CodeConnections is used from a VPC. */
const ENDPOINT_SERVICE = "codeconnections.api";
/** `ConnectionName` and `HostName` of the API. */
const LONGEST_NAME = { hosts: 64, connections: 32 } as const;

type Section = keyof typeof LONGEST_NAME;
const SECTIONS: readonly Section[] = ["hosts", "connections"];

/** Hosts and connections are described with the domain, whose account holds them. */
export function gitBelongsToTheDomain({ ownsDomain, owner, environment }: StageView): Finding[] {
  if (ownsDomain || owner === undefined) return [];
  return SECTIONS.flatMap((section) =>
    Object.keys(environment.git[section]).map((key): Finding => {
      const fix = `move it to stage ${show(owner.name)}: profiles of all its stages may use it`;
      const allowed = "none in a stage that joins a domain";
      return { code: "GIT_MISPLACED", path: ["git", section, key], got: show(key), allowed, fix };
    }),
  );
}

/** Hosts that connections go through exist. */
export function gitHostsExist({ environment: { git } }: StageView): Finding[] {
  const among = [{ path: ["git", "hosts"] }];
  return Object.entries(git.connections).flatMap(([key, connection]) => {
    if (!("host" in connection) || Object.hasOwn(git.hosts, connection.host)) return [];
    const reference = { name: connection.host, names: Object.keys(git.hosts), home: "git.hosts", among };
    return [unknownName("GIT_HOST_UNKNOWN", { path: ["git", "connections", key, "host"], ...reference })];
  });
}

/** Names, given or made from keys, are short enough and differ. */
export function gitNamesFit({ environment: { git } }: StageView): Finding[] {
  return SECTIONS.flatMap((section) => {
    const entries = Object.entries(git[section]).map(([key, { name }]) => ({
      name: name ?? key,
      path: ["git", section, key, ...(name === undefined ? [] : ["name"])] as Path,
    }));
    return [...tooLong(section, entries), ...taken(entries)];
  });
}

interface NamedEntry {
  readonly name: string;
  readonly path: Path;
}

function tooLong(section: Section, entries: readonly NamedEntry[]): Finding[] {
  const most = LONGEST_NAME[section];
  return entries
    .filter(({ name }) => name.length > most)
    .map(({ name, path }) => {
      const got = `${show(name)}, ${name.length} characters`;
      return { code: "NAME_TOO_LONG", path, got, allowed: `at most ${most} characters`, fix: 'add a shorter "name"' };
    });
}

function taken(entries: readonly NamedEntry[]): Finding[] {
  return repeated(entries, ({ name }) => name).map(({ first, again }) => ({
    code: "GIT_NAME_DUPLICATE",
    path: again.path,
    got: `${show(again.name)}, like ${first.path.join(".")}`,
    allowed: "a name that nothing else of the account has",
    reads: [{ path: first.path }],
  }));
}

/** The domain's Region offers the endpoint of CodeConnections where a host is reached through a VPC. */
export function gitHostsCanBeReached({ ownsDomain, domain, environment: { git } }: StageView): Finding[] {
  if (!ownsDomain || domain === undefined || isOffered(ENDPOINT_SERVICE, domain.region)) return [];
  return Object.entries(git.hosts).flatMap(([key, { vpc }]): Finding[] => {
    if (vpc === undefined) return [];
    const got = `a VPC in ${show(domain.region)}`;
    const allowed = `Regions that offer the endpoint service ${ENDPOINT_SERVICE}`;
    const fix = "let the host be reached through the internet, or use a provider that AWS reaches by itself";
    const reads = [{ path: ["domain", "region"] }];
    return [{ code: "ENDPOINT_SERVICE_REGION", path: ["git", "hosts", key, "vpc"], got, allowed, fix, reads }];
  });
}
