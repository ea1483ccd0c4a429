import { adoptionAddress, type AdoptableKindName } from "../../contracts/adoption";
import type { LiveAccount, LiveDomain, LiveGroup, LiveMember, LiveUser } from "../live";
import { keysOf, slug, Keys } from "./keys";
import { refusable, type RefusableKind, type Refusals } from "./refusals";

/** Which stage gets what. */
export interface StageSplit {
  /** Stage whose file owns the domain. */
  readonly owner: string;
  /** Ids of the member accounts of each stage; the governance account is the owner's. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /** Keys that the user chose for accounts, by id. */
  readonly accountKeys: Readonly<Record<string, string>>;
}

/** Something that was found and is not adopted, or not as a whole. */
export interface Remark {
  /** What it is about, for example `profile "Lakehouse"`. */
  readonly subject: string;
  readonly reason: string;
  /** What a person does about it. */
  readonly step: string;
}

/** What to do about an object that the rules of the configuration do not accept. */
export const REFUSED_STEP = "correct it on AWS and run the command again, or keep it by hand";

/** What all parts of the mapping share: keys, stages, and what there is to say. */
export class Atlas {
  readonly accounts: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly pools: ReadonlyMap<string, string>;
  readonly profiles: ReadonlyMap<string, string>;
  readonly projects: ReadonlyMap<string, string>;
  /** Stages of what was mapped: pools, profiles. */
  readonly stageOfPool = new Map<string, string>();
  readonly stageOfProfile = new Map<string, string>();
  readonly remarks: Remark[] = [];
  private readonly adopted = new Map<string, Record<string, string>>();

  constructor(
    readonly live: LiveDomain,
    readonly split: StageSplit,
    /** What the rules of the configuration do not accept, and why. */
    private readonly refusals: Refusals = new Map(),
  ) {
    this.accounts = accountKeys(live, split.accountKeys);
    this.units = new Map([[live.rootUnitId, "root"], ...keysOf(live.units, ({ name }) => name, "unit", ["root"])]);
    this.users = this.accepted("UserProfile", keysOf(live.users, userName, "user"), (id) => {
      const user = live.users.find((candidate) => candidate.id === id);
      return user === undefined ? "" : userImportId(live.id, user);
    });
    this.groups = this.accepted("GroupProfile", keysOf(live.groups, groupName, "group"), (id) => id);
    this.pools = keysOf(live.pools, ({ name }) => name, "pool");
    this.profiles = keysOf(live.profiles, ({ name }) => name, "profile");
    this.projects = keysOf(live.projects, ({ name }) => name, "project");
  }

  /** Keys without those of what the rules do not accept. */
  private accepted(
    kind: "UserProfile" | "GroupProfile",
    keys: ReadonlyMap<string, string>,
    adoptedId: (id: string) => string,
  ): ReadonlyMap<string, string> {
    const kept = [...keys].filter(([id, key]) => {
      const refusal = this.refusal(kind, adoptedId(id));
      if (refusal !== undefined)
        this.leave(`${kind === "UserProfile" ? "user" : "group"} "${key}" (${id})`, refusal, REFUSED_STEP);
      return refusal === undefined;
    });
    return new Map(kept);
  }

  /** Names of the stages, the owner's first. */
  get stages(): string[] {
    const others = Object.keys(this.split.accounts).filter((stage) => stage !== this.split.owner);
    return [this.split.owner, ...others.sort()];
  }

  /** Accounts of a stage that host projects, and the governance account in the owner's. */
  accountsOf(stage: string): LiveAccount[] {
    return this.live.accounts.filter(({ id }) => this.stageOfAccount(id) === stage);
  }

  /** Why the rules of the configuration do not accept an object; undefined where they do. */
  refusal(kind: RefusableKind, id: string): string | undefined {
    return this.refusals.get(refusable(kind, id));
  }

  /** Why nothing can be deployed to an account, as the files have it; undefined where something can. */
  whyIdle(id: string): string | undefined {
    const unreadable = this.live.unreadable.find((account) => account.id === id);
    if (unreadable !== undefined) return `account ${id} could not be read`;
    const account = this.live.accounts.find((candidate) => candidate.id === id);
    if (account === undefined) return `account ${id} is left out`;
    if (account.blueprints.length === 0) return `account ${id} enables no managed blueprints`;
    return this.refusal("Account", id) === undefined ? undefined : `account ${id} is not adopted`;
  }

  /** A profile as people know it. */
  profileName(id: string): string {
    const profile = this.live.profiles.find((candidate) => candidate.id === id);
    return profile === undefined ? id : `"${profile.name}"`;
  }

  stageOfAccount(id: string): string | undefined {
    if (id === this.live.accountId) return this.split.owner;
    return Object.keys(this.split.accounts).find((stage) => this.split.accounts[stage].includes(id));
  }

  /** The one stage that has all these accounts. */
  stageOfAll(ids: readonly string[]): string | undefined {
    const stages = new Set(ids.map((id) => this.stageOfAccount(id)));
    return stages.size === 1 ? [...stages][0] : undefined;
  }

  /** A member by its key, as configurations name it. */
  member({ type, profileId }: LiveMember): { user: string } | { group: string } | undefined {
    const key = (type === "user" ? this.users : this.groups).get(profileId);
    if (key === undefined) return undefined;
    return type === "user" ? { user: key } : { group: key };
  }

  /** Notes that a stage's file adopts an object. */
  adopt(stage: string, id: string, kind: AdoptableKindName, ...keys: readonly string[]): void {
    const entries = this.adopted.get(stage) ?? {};
    this.adopted.set(stage, { ...entries, [adoptionAddress(kind, ...keys)]: id });
  }

  /** What a stage's file adopts. */
  adoptedBy(stage: string): Readonly<Record<string, string>> {
    return this.adopted.get(stage) ?? {};
  }

  /** Notes what is not adopted. */
  leave(subject: string, reason: string, step: string): void {
    this.remarks.push({ subject, reason, step });
  }
}

/** What Terraform imports a user profile by. */
export function userImportId(domainId: string, { identifier, type }: LiveUser): string {
  return `${identifier},${domainId},${type}`;
}

function accountKeys(live: LiveDomain, chosen: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
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
