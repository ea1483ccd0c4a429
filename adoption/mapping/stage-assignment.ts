import type { LiveAccount, LiveDomain } from "../live";

/** Distribution of accounts over stages. */
export interface StageSplit {
  /** Stage whose file owns the domain. */
  readonly owner: string;
  /** Ids of the member accounts of each stage; the governance account is the owner's. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
  /** Keys that the user chose for accounts, by id. */
  readonly accountKeys: Readonly<Record<string, string>>;
}

/** Distribution of objects over stages: accounts as the user says; pools and profiles as assigned on the way. */
export class StageAssignment {
  private readonly pools = new Map<string, string>();
  private readonly profiles = new Map<string, string>();

  constructor(
    private readonly live: LiveDomain,
    private readonly split: StageSplit,
  ) {}

  /** Stage whose file owns the domain. */
  get owner(): string {
    return this.split.owner;
  }

  /** Names of the stages, the owner's first. */
  get names(): string[] {
    const others = Object.keys(this.split.accounts).filter((stage) => stage !== this.owner);
    return [this.owner, ...others.sort()];
  }

  /** Accounts of a stage that were read, the governance account among the owner's. */
  accountsOf(stage: string): LiveAccount[] {
    return this.live.accounts.filter(({ id }) => this.ofAccount(id) === stage);
  }

  /** Stage of an account; undefined where the user leaves the account out. */
  ofAccount(id: string): string | undefined {
    if (id === this.live.accountId) return this.owner;
    return Object.keys(this.split.accounts).find((stage) => this.split.accounts[stage].includes(id));
  }

  /** The one stage that has all these accounts; undefined where there is none. */
  ofAccounts(ids: readonly string[]): string | undefined {
    const stages = new Set(ids.map((id) => this.ofAccount(id)));
    return stages.size === 1 ? [...stages][0] : undefined;
  }

  /** Gives a pool to a stage. */
  assignPool(id: string, stage: string): void {
    this.pools.set(id, stage);
  }

  /** Stage of a pool; undefined where it is not adopted. */
  ofPool(id: string): string | undefined {
    return this.pools.get(id);
  }

  /** Gives a profile to a stage. */
  assignProfile(id: string, stage: string): void {
    this.profiles.set(id, stage);
  }

  /** Stage of a profile; undefined where it is not adopted. */
  ofProfile(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.profiles.get(id);
  }
}
