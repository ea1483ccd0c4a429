import { CONNECTION_REGIONS } from "../../contracts/service/git";
import { show, type Path } from "../problems";
import { list, repeated, unknownName, type Finding } from "./finding";
import type { StageView } from "./view";

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
    const named: Readonly<Record<string, { readonly name?: string }>> = git[section];
    const entries = Object.entries(named).map(
      ([key, { name }]): NamedEntry => ({
        name: name ?? key,
        path: name === undefined ? ["git", section, key] : ["git", section, key, "name"],
      }),
    );
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

/** AWS CodeConnections is in the domain's Region, as far as this version knows. */
export function gitRegionsAreKnown({ ownsDomain, domain, environment: { git } }: StageView): Finding[] {
  if (!ownsDomain || domain === undefined || CONNECTION_REGIONS.includes(domain.region)) return [];
  const [first] = SECTIONS.flatMap((section) => Object.keys(git[section]).map((key) => ["git", section, key]));
  if (first === undefined) return [];
  const got = `${first.join(".")} in ${show(domain.region)}`;
  const reads = [{ path: ["domain", "region"] }];
  return [{ code: "GIT_REGION_UNKNOWN", path: ["git"], got, allowed: `one of ${list(CONNECTION_REGIONS)}`, reads }];
}
