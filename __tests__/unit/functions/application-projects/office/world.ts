import { z } from "zod";
import {
  officeErrand,
  type OfficeCaller,
  type OfficeErrand,
} from "../../../../../contracts/application/project-office";
import { OFFICE_ANSWERS, officeRefusal } from "../../../../../contracts/application/projects/answers";
import type {
  ListedProject,
  OfficeDomain,
  SeenProject,
} from "../../../../../functions/application-projects/office/domain";
import { doErrand } from "../../../../../functions/application-projects/office/office";
import type { ListedRecords, OfficePlace } from "../../../../../functions/application-projects/office/place";
import type { ListEntry } from "../../../../../functions/application-store/item-lists";
import type { Member } from "../../../../../governance/members/plan-members";
import { PLATFORM } from "../../../governance/project-requests/simulated-service";
import { settingsOf, World } from "../../../governance/project-requests/world";

const person = (name: string, changes: Partial<OfficeCaller> = {}): OfficeCaller => ({
  ...{ id: `sub-${name}`, kind: "person", profileId: name, groupProfiles: [] },
  ...{ leads: [], stewards: [], governanceTeam: false, auditor: false },
  ...changes,
});

/** People by their part in what the tests do. */
export const CALLERS = {
  lead: person("lead", { leads: ["finance", "treasury"] }),
  otherLead: person("lea", { leads: ["finance"] }),
  steward: person("steward", { stewards: ["treasury"] }),
  owner: person("anna"),
  member: person("max", { groupProfiles: ["analysts"] }),
  governance: person("gwen", { governanceTeam: true }),
  auditor: person("audrey", { auditor: true }),
  stranger: person("otto", { groupProfiles: ["constructor"] }),
  unknown: { ...person("x", { leads: ["finance", "treasury"] }), profileId: undefined },
} as const satisfies Record<string, OfficeCaller>;
export type Name = keyof typeof CALLERS;

interface Standing extends ListedProject {
  readonly members: readonly Member[];
}

/** An error of AWS whose outcome nobody knows. */
export const lost = (): Error => Object.assign(new Error("no answer"), { name: "TimeoutError", $metadata: {} });

/** Answer of the office, of any kind. */
export type Answer = { readonly refused?: string } & Record<string, never>;

/** Errand as a test writes it. */
export type Sent = Readonly<Record<string, unknown>> & { readonly ask: OfficeErrand["ask"] };

/** The office with everything around it in memory; each answer has the form of the contract. */
export class OfficeWorld {
  readonly rung: string[] = [];
  readonly standing: Standing[] = [];
  /** Ids of projects whose members the application may not see. */
  readonly hidden = new Set<string>();
  /** Fates of the next stores. */
  stores: ("works" | "fails" | "answer is lost")[] = [];
  readonly place: OfficePlace;
  /** Reads of projects of a caller and of members. */
  readonly reads: string[] = [];

  constructor(readonly world = new World(settingsOf())) {
    const { ports, settings } = world;
    const store: ListedRecords = {
      load: (id) => ports.store.load(id),
      save: async (record) => {
        const fate = this.stores.shift() ?? "works";
        if (fate === "fails") throw lost();
        const isSaved = await ports.store.save(record);
        if (fate === "answer is lost") throw lost();
        return isSaved;
      },
      lists: {
        entries: this.entries,
        records: (ids) => Promise.resolve(ids.flatMap((id) => world.records.get(id) ?? [])),
      },
    };
    const ring = (id: string): Promise<void> => Promise.resolve(void this.rung.push(id));
    this.place = { settings, ports: { ...ports, store }, domain: this.domain(), ring };
  }

  /** Sends an errand as it comes by the wire. */
  async ask(name: Name | OfficeCaller, errand: Sent): Promise<Answer> {
    const caller = typeof name === "string" ? CALLERS[name] : name;
    const sent: OfficeErrand = officeErrand.parse(JSON.parse(JSON.stringify(errand)));
    const answer = JSON.parse(JSON.stringify(await doErrand(this.place, caller, sent))) as object;
    return z.union([officeRefusal, OFFICE_ANSWERS[sent.ask]]).parse(answer) as unknown as Answer;
  }

  /** Lets time pass, in which requests go on. */
  async go(count = 12): Promise<void> {
    for (let time = 0; time < count; time++) for (const id of this.world.records.keys()) await this.world.pass(id);
  }

  private readonly entries: ListedRecords["lists"]["entries"] = (source, { behind = "~", limit }) => {
    const entries = [...this.world.records.values()].map(
      ({ requestId, askedAt, phase, requester, projectId = "", wish }): ListEntry => ({
        ...{ requestId, place: `${askedAt}#${requestId}`, phase, requester },
        ...{ consumerProjectId: projectId, producerProjectId: "", unit: wish.unit },
      }),
    );
    const members = { requester: "requester", consumer: "consumerProjectId", unit: "unit", state: "phase" } as const;
    const isIn = (entry: ListEntry): boolean => {
      if (source.by === "all") return true;
      return source.by !== "producer" && entry[members[source.by]] === source.value;
    };
    const found = entries.filter((entry) => isIn(entry) && entry.place < behind);
    return Promise.resolve(found.sort((one, other) => (one.place < other.place ? 1 : -1)).slice(0, limit));
  };

  private projects(): (Standing & Pick<SeenProject, "deployment" | "reasons">)[] {
    const units = new Map([...this.world.records.values()].map(({ projectId, wish }) => [projectId, wish.unit]));
    return [
      ...this.standing.map((project) => ({ ...project, deployment: "done" as const, reasons: [] })),
      ...this.world.service.projects.map(({ id, name, description, status, deployment, reasons, members }) => ({
        ...{ id, name, description, state: status, unitId: `unit-${units.get(id)}` },
        ...{ deployment, reasons, members },
      })),
    ];
  }

  private domain(): OfficeDomain {
    const listed = ({ members: _, ...project }: Standing): ListedProject => project;
    const found = (id: string) => this.projects().find((project) => project.id === id);
    return {
      page: (behind, limit) => {
        const from = Number(behind ?? 0);
        const projects = this.projects();
        const next = from + limit < projects.length ? { next: String(from + limit) } : {};
        return Promise.resolve({ projects: projects.slice(from, from + limit).map(listed), ...next });
      },
      projectsOf: ({ profileId, groupProfiles }) => {
        this.reads.push("projectsOf");
        return Promise.resolve(
          this.projects()
            .filter(({ members }) => members.some(({ id }) => id === profileId || groupProfiles.includes(id)))
            .map(listed),
        );
      },
      project: (id) => Promise.resolve(found(id)),
      membersOf: (id) => {
        this.reads.push(`membersOf ${id}`);
        const project = this.hidden.has(id) ? undefined : found(id);
        return Promise.resolve(project && { members: project.members, kept: [PLATFORM.id] });
      },
      rosterOf: (id) => {
        this.reads.push(`rosterOf ${id}`);
        return Promise.resolve(this.hidden.has(id) ? undefined : found(id)?.members);
      },
      environmentsOf: (id) => Promise.resolve(this.hidden.has(id) ? undefined : []),
      profile: (key) =>
        Promise.resolve({ ...{ key, name: key, description: "" }, ...{ accounts: [], configurations: [] } }),
      profileKeyOf: () => Promise.resolve("analytics"),
      unitNameOf: (key) => (key === "finance" ? "Finance" : undefined),
      profileNameOf: (key) => (key === "analytics" ? "SQL analytics" : undefined),
      unitKeyOf: (id) => (id.startsWith("unit-") ? id.slice("unit-".length) : undefined),
      unitIdOf: (key) => `unit-${key}`,
      wordsFor: (id) =>
        Promise.resolve(id === "analysts" ? { type: "group", name: "Analysts" } : { type: "user", name: `${id}@x` }),
    };
  }
}
