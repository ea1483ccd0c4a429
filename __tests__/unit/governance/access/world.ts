import {
  settleAccess,
  type AccessPorts,
  type AccessRecord,
  type NoticeKind,
  type Settled,
} from "../../../../governance/access";
import { accessFacts, type AccessRules } from "../../../../governance/access-rules";
import { KNOWN } from "../access-rules/sample-rules";
import { SimulatedService } from "./simulated-service";

const POLICY = { expiryReminderDays: 7, lookAgainMinutes: 5 };

/** A request with everything around it, in memory. */
export class World {
  now = "2026-11-01T00:00:00.000Z";
  record: AccessRecord | undefined;
  readonly service: SimulatedService;
  readonly notices: NoticeKind[] = [];
  readonly evidence: string[] = [];
  private readonly ports: AccessPorts;

  constructor(rules: AccessRules, targets?: ConstructorParameters<typeof SimulatedService>[1], facts: object = KNOWN) {
    this.service = new SimulatedService(accessFacts.parse(facts), targets);
    this.ports = {
      catalog: this.service,
      store: {
        load: () => Promise.resolve(this.record),
        save: (record) => Promise.resolve(this.save(record)),
      },
      evidence: {
        keep: (_record, name) => {
          if (!this.evidence.includes(name)) this.evidence.push(name);
          return Promise.resolve();
        },
      },
      notices: {
        send: (_record, notice) => {
          this.notices.push(notice);
          return Promise.resolve();
        },
      },
      clock: () => this.now,
      rules,
    };
  }

  settle(): Promise<Settled> {
    return settleAccess("request", this.ports, POLICY);
  }

  /** Stores a record as a store does: over the one that was read. */
  save(record: AccessRecord): boolean {
    if (record.revision !== (this.record?.revision ?? 0)) return false;
    this.record = { ...record, revision: record.revision + 1 };
    return true;
  }

  /** Time goes on, and the service works. */
  async pass(days: number): Promise<Settled> {
    this.now = new Date(Date.parse(this.now) + days * 86_400_000).toISOString();
    this.service.work();
    return this.settle();
  }
}
