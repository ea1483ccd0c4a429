import {
  askForProject,
  retireProject,
  settleProject,
  type NoticeKind,
  type ProjectOffice,
  type ProjectRecord,
  type ProjectWish,
} from "../../../governance/project-requests";
import { Claims } from "../../unit/governance/project-requests/world";
import { eventually } from "../emulator/harness";
import { LEAD, SETTINGS, wishOf, type ProjectLandscape } from "./project-application";

/** The application around the landscape, with its memory in memory. */
export class Application implements ProjectOffice {
  now = new Date().toISOString();
  readonly settings = SETTINGS;
  readonly records = new Map<string, ProjectRecord>();
  readonly notices: NoticeKind[] = [];
  readonly claims = new Claims();
  readonly ports: ProjectOffice["ports"];

  constructor(site: ProjectLandscape) {
    this.ports = {
      service: site.service(),
      claims: this.claims,
      clock: () => this.now,
      evidence: { keep: () => Promise.resolve() },
      notices: { send: (_, notice) => Promise.resolve(void this.notices.push(notice)) },
      store: {
        load: (id) => Promise.resolve(this.records.get(id)),
        save: (record) => {
          if (record.revision !== (this.records.get(record.requestId)?.revision ?? 0)) return Promise.resolve(false);
          this.records.set(record.requestId, { ...record, revision: record.revision + 1 });
          return Promise.resolve(true);
        },
      },
    };
  }

  async ask(wish: ProjectWish = wishOf()): Promise<string> {
    const asked = await askForProject(this, LEAD, wish, wish.name);
    if ("refused" in asked) throw new Error(asked.message);
    return asked.requestId;
  }

  settle = (id: string) => settleProject(id, this.ports, this.settings);

  /** Settles, as a queue does that delivers a message again until it is taken. */
  async until(id: string, phase: ProjectRecord["phase"]): Promise<ProjectRecord> {
    return eventually(async () => {
      await this.settle(id);
      const record = this.records.get(id);
      expect(record).toMatchObject({ phase });
      return record!;
    });
  }

  /** A project that people work in. */
  async ready(name: string): Promise<{ readonly id: string; readonly projectId: string }> {
    const id = await this.ask(wishOf({ name }));
    const { projectId = "" } = await this.until(id, "active");
    return { id, projectId };
  }

  /** Retires a project, and waits until it is gone. */
  async retired(id: string): Promise<void> {
    await retireProject(this, LEAD, id, { reason: "over", acknowledge: true });
    await this.until(id, "retired");
  }
}
