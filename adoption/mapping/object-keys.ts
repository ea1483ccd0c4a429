import type { LiveDomain, LiveGroup, LiveUser } from "../live";
import { keysOf, Keys, slug } from "./keys";

/** Configuration keys of objects of one kind, by their ids on AWS. */
export class KeysById {
  constructor(private readonly keys: ReadonlyMap<string, string>) {}

  /**
   * The key of an object that was read.
   *
   * @throws Error for any other id: a mistake of this program
   */
  of(id: string): string {
    const key = this.keys.get(id);
    if (key === undefined) throw new Error(`no object with id "${id}" was read`);
    return key;
  }

  /** The key of an object that something names; undefined where there is no such object. */
  find(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.keys.get(id);
  }
}

/** The keys under which stage files write down what is on AWS: the same objects give the same keys. */
export class ObjectKeys {
  readonly accounts: KeysById;
  /** The root unit has the key `root`. */
  readonly units: KeysById;
  readonly users: KeysById;
  readonly groups: KeysById;
  readonly pools: KeysById;
  readonly profiles: KeysById;
  readonly projects: KeysById;

  /** @param accountKeys - keys that the user chose for accounts, by id */
  constructor(live: LiveDomain, accountKeys: Readonly<Record<string, string>>) {
    const units = keysOf(live.units, ({ name }) => name, "unit", ["root"]);
    this.accounts = new KeysById(keysOfAccounts(live, accountKeys));
    this.units = new KeysById(new Map([[live.rootUnitId, "root"], ...units]));
    this.users = new KeysById(keysOf(live.users, userName, "user"));
    this.groups = new KeysById(keysOf(live.groups, groupName, "group"));
    this.pools = new KeysById(keysOf(live.pools, ({ name }) => name, "pool"));
    this.profiles = new KeysById(keysOf(live.profiles, ({ name }) => name, "profile"));
    this.projects = new KeysById(keysOf(live.projects, ({ name }) => name, "project"));
  }
}

/** Accounts have no names in the domain but those that pools give them. */
function keysOfAccounts(live: LiveDomain, chosen: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const named = new Map(
    live.pools.flatMap(({ accounts = [] }) =>
      accounts.flatMap(({ awsAccountId = "", awsAccountName }) =>
        awsAccountName === undefined ? [] : [[awsAccountId, awsAccountName] as const],
      ),
    ),
  );
  const keys = new Keys(Object.values(chosen));
  return new Map(
    live.accounts.map(({ id }) => {
      const wanted = id === live.accountId ? "governance" : slug(named.get(id) ?? `account-${id}`, `account-${id}`);
      return [id, chosen[id] ?? keys.take(wanted)];
    }),
  );
}

/** The last part of an ARN, or what is before the @ of a user name. */
function userName({ identifier }: LiveUser): string {
  return identifier.split(/[/:]/).at(-1)?.split("@")[0] ?? identifier;
}

function groupName({ id, groupName: name, rolePrincipalArn }: LiveGroup): string {
  return rolePrincipalArn?.split("/").at(-1) ?? name ?? id;
}
