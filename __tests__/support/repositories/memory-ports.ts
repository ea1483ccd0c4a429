import type { RepositoryRecord } from "../../../contracts/aiops/repository-record";
import { SEEDS } from "../../../functions/use-case-seeding/seeds";
import type { CodeHost, RepositoryPorts, WantedRepository } from "../../../governance/repositories";

/** Everything that a repository needs beside its host, in memory. */
export class MemoryPorts {
  now = Date.parse("2026-11-30T08:00:00Z");
  record: RepositoryRecord | undefined;
  readonly alarms: RepositoryRecord[] = [];
  readonly evidence = new Map<string, RepositoryRecord>();
  /** Claims are ignored: two are at it at once. */
  ignoresClaims = false;
  private holder: string | undefined;

  constructor(
    public wanted: WantedRepository,
    private readonly code: CodeHost,
  ) {}

  readonly ports: RepositoryPorts = {
    wish: () => Promise.resolve({ wanted: this.wanted, notes: [] }),
    host: () => this.code,
    seeds: SEEDS,
    store: {
      load: () => Promise.resolve(this.record),
      save: (record) => {
        if (record.revision !== (this.record?.revision ?? 0)) return Promise.resolve(false);
        this.record = { ...record, revision: record.revision + 1 };
        return Promise.resolve(true);
      },
    },
    claims: {
      claim: () => {
        const isFree = this.ignoresClaims || this.holder === undefined;
        if (isFree) this.holder = "held";
        return Promise.resolve(isFree);
      },
      release: () => ((this.holder = undefined), Promise.resolve()),
    },
    evidence: {
      keep: (record) => (this.evidence.set(record.seeded?.digest ?? "", record), Promise.resolve()),
    },
    alarms: { send: (record) => (this.alarms.push(record), Promise.resolve()) },
    clock: () => new Date(this.now).toISOString(),
  };
}
