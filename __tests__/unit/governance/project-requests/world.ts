import {
  askForProject,
  CHOOSE,
  projectRequestId,
  projectSettings,
  settleProject,
  type Claim,
  type Claimed,
  type NoticeKind,
  type PersonOnProject,
  type ProjectClaims,
  type ProjectOffice,
  type ProjectPorts,
  type ProjectRecord,
  type ProjectRefusal,
  type ProjectSettings,
  type ProjectWish,
  type Settled,
} from "../../../../governance/project-requests";
import { SimulatedService } from "./simulated-service";

export const LEAD: PersonOnProject = { id: "lead", roles: ["unit-leads"] };
export const STEWARD: PersonOnProject = { id: "steward", roles: ["unit-stewards"] };
export const OWNER: PersonOnProject = { id: "anna", roles: ["project-owners"] };

/** Settings with a unit that decides and one that does not. */
export const settingsOf = (changes: object = {}): ProjectSettings =>
  projectSettings.parse({
    units: {
      finance: { maximum: 2 },
      treasury: { approval: { deciders: ["unit-stewards"] }, profiles: ["analytics"] },
    },
    profiles: { analytics: {}, ml: { maximum: 1 } },
    environmentsPerAccount: 4,
    lookAgainMinutes: 5,
    ...changes,
  });

/** A wish that nothing is wrong with. */
export const wishOf = (changes: Partial<ProjectWish> = {}): ProjectWish => ({
  name: "fin-reports",
  unit: "finance",
  profile: "analytics",
  purpose: "Reports of the quarter",
  members: [
    { user: "anna", designation: "PROJECT_OWNER" },
    { group: "analysts", designation: "PROJECT_CONTRIBUTOR" },
  ],
  parameters: {},
  account: CHOOSE,
  ...changes,
});

interface Held {
  readonly weight: number;
  until: string;
}

/** Claims in memory, each subject with its revision. */
export class Claims implements ProjectClaims {
  readonly held = new Map<string, { revision: number; claims: Map<string, Held> }>();

  look(subjects: readonly string[], requestId: string): Promise<Record<string, Claimed>> {
    return Promise.resolve(
      Object.fromEntries(
        subjects.map((subject) => {
          const { revision, claims } = this.subject(subject);
          const others = [...claims].filter(([id]) => id !== requestId);
          const weight = others.reduce((sum, [, held]) => sum + held.weight, 0);
          return [subject, { revision, weight, requests: others.map(([id]) => id) }];
        }),
      ),
    );
  }

  claim(requestId: string, claims: readonly Claim[], until: string): Promise<boolean> {
    const isOutrun = claims.some(({ subject, revision }) => {
      const now = this.subject(subject);
      return now.revision !== revision && !now.claims.has(requestId);
    });
    if (isOutrun) return Promise.resolve(false);
    for (const { subject, weight } of claims) {
      const found = this.subject(subject);
      found.claims.set(requestId, { weight, until });
      found.revision++;
    }
    return Promise.resolve(true);
  }

  release(requestId: string, subjects: readonly string[]): Promise<void> {
    for (const subject of subjects) this.subject(subject).claims.delete(requestId);
    return Promise.resolve();
  }

  /** Subjects that somebody claims, with the sum of it. */
  get all(): Record<string, number> {
    return Object.fromEntries(
      [...this.held]
        .map(([subject, { claims }]) => [subject, [...claims.values()].reduce((sum, { weight }) => sum + weight, 0)])
        .filter(([, weight]) => weight !== 0),
    ) as Record<string, number>;
  }

  private subject(subject: string) {
    const found = this.held.get(subject) ?? { revision: 0, claims: new Map<string, Held>() };
    this.held.set(subject, found);
    return found;
  }
}

/** Requests with everything around them, in memory. */
export class World implements ProjectOffice {
  now = "2026-11-01T00:00:00.000Z";
  readonly records = new Map<string, ProjectRecord>();
  readonly service = new SimulatedService();
  readonly claims = new Claims();
  readonly notices: NoticeKind[] = [];
  /** Names of evidence with their times. */
  readonly evidence = new Set<string>();
  readonly ports: ProjectPorts;

  constructor(readonly settings: ProjectSettings = settingsOf()) {
    this.ports = {
      service: this.service,
      claims: this.claims,
      store: {
        load: (requestId) => Promise.resolve(this.records.get(requestId)),
        save: (record) => Promise.resolve(this.save(record)),
      },
      evidence: {
        keep: (record, name) => {
          const of = { decision: record.verdict?.at, active: record.activeAt, ended: record.endingAt };
          this.evidence.add(`${name} ${of[name]}`);
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
    };
  }

  /** Asks, and answers the id of the request. */
  async ask(wish: ProjectWish = wishOf(), person = LEAD, key: string = wish.name): Promise<string> {
    const asked = await this.tryToAsk(wish, person, key);
    if ("refused" in asked) throw new Error(asked.message);
    return projectRequestId(person.id, key);
  }

  tryToAsk(wish: ProjectWish, person = LEAD, key: string = wish.name): Promise<ProjectRecord | ProjectRefusal> {
    return askForProject(this, person, wish, key);
  }

  settle(requestId: string): Promise<Settled | undefined> {
    return settleProject(requestId, this.ports, this.settings);
  }

  /** Settles as time goes on, and the service works. */
  async pass(requestId: string, days = 0.01): Promise<Settled | undefined> {
    this.now = new Date(Date.parse(this.now) + days * 86_400_000).toISOString();
    this.service.work();
    return this.settle(requestId);
  }

  /** Goes on until nothing changes any more. */
  async run(requestId: string): Promise<ProjectRecord> {
    for (let count = 0; count < 12; count++) await this.pass(requestId);
    return this.record(requestId);
  }

  record(requestId: string): ProjectRecord {
    const record = this.records.get(requestId);
    if (record === undefined) throw new Error(`no record ${requestId}`);
    return record;
  }

  /** Stores a record as a store does: over the one that was read. */
  save(record: ProjectRecord): boolean {
    if (record.revision !== (this.records.get(record.requestId)?.revision ?? 0)) return false;
    this.records.set(record.requestId, { ...record, revision: record.revision + 1 });
    return true;
  }
}

/** A project that people work in. */
export async function activeWorld(
  wish = wishOf(),
  settings = settingsOf(),
): Promise<{ readonly world: World; readonly id: string }> {
  const world = new World(settings);
  const id = await world.ask(wish);
  expect(await world.run(id)).toMatchObject({ phase: "active" });
  return { world, id };
}
