import type { Host } from "./host";
import type { CodeHostType } from "./host-definition";

/** Host, as control lists it. */
export interface ListedHost {
  readonly key: string;
  readonly type: CodeHostType;
  /** Address that its answers name. */
  readonly url: string;
  /** Addresses on this machine: in plain HTTP, and with a certificate where it has a public address. */
  readonly address: string;
  readonly secureAddress?: string;
}

/** Addresses of a host. */
export function addressesOf({ definition: { key, type }, url, address, secureAddress }: Host): ListedHost {
  return { key, type, url, address, ...(secureAddress === undefined ? {} : { secureAddress }) };
}

/** Repository, as control lists it. */
export interface ListedRepository {
  readonly host: string;
  readonly path: string;
  readonly cloneUrl: string;
  /** Heads of branches. */
  readonly branches: Readonly<Record<string, string>>;
  readonly environments: readonly string[];
  /** Names with the environment or `*`. */
  readonly variables: readonly string[];
  readonly changeRequests: readonly string[];
  readonly runs: number;
}

/** Repositories of all hosts, in the order in which they were made. */
export async function repositoriesOf(hosts: readonly Host[]): Promise<ListedRepository[]> {
  const lists = hosts.map((host) =>
    host.state.repositories.map(async (record): Promise<ListedRepository> => {
      const heads = await host.gitOf(record).refs("refs/heads/");
      return {
        host: host.definition.key,
        path: `${record.owner}/${record.name}`,
        cloneUrl: `${host.address}/${record.owner}/${record.name}.git`,
        branches: Object.fromEntries(heads.map(({ ref, sha }) => [ref.replace("refs/heads/", ""), sha])),
        environments: record.environments.map(({ name }) => name),
        variables: record.variables.map(({ name, scope }) => `${name} (${scope})`),
        changeRequests: record.changes.map(({ number, title, state }) => `${number} ${state}: ${title}`),
        runs: record.runs.length,
      };
    }),
  );
  return Promise.all(lists.flat());
}
