import type { AccessRecord } from "../../governance/access";
import { isKnown, type Caller } from "../../governance/people";
import { OPERATIONS, type Asset, type Operations } from "../api/operations";
import { AccessDesk } from "./access";
import { answered, type FakeAnswer, type Handlers } from "./answers";
import { catalogueHandlers } from "./catalogue";
import { InventoryDesk } from "./inventory";
import { PROJECTS } from "./people";
import { ProjectOffice } from "./projects/office";
import { ProjectWorld } from "./projects/world";
import { ReportDesk } from "./reports";
import { makeAssets, makeRecords } from "./world";

/** Operations that are answered by 202: what they ask for goes on. */
const ACCEPTED: readonly string[] = ["askForAccess", "askForProject", "makeReports"];

/** The API in memory, with the domain's own logic: for looking at the page, and for tests. */
export class FakeApi {
  readonly records = new Map<string, AccessRecord>();
  readonly projects: ProjectWorld;
  readonly reports: ReportDesk;
  assets: Asset[];
  private readonly handlers: Handlers;
  private readonly answers = new Map<string, FakeAnswer>();

  constructor(count: number) {
    this.assets = makeAssets(count);
    for (const record of makeRecords(count, this.assets)) this.records.set(record.requestId, record);
    this.projects = new ProjectWorld(count);
    this.reports = new ReportDesk(count);
    this.handlers = {
      readMe: ({ caller }) => this.me(caller),
      ...new AccessDesk(this).handlers,
      ...catalogueHandlers(this),
      ...new ProjectOffice(this.projects).handlers,
      ...new InventoryDesk(this).handlers,
      ...this.reports.handlers,
    };
  }

  /** Answers a call of a caller; nothing where there is no such route. */
  answer(caller: Caller, method: string, url: URL, body: unknown, key: string | undefined): FakeAnswer | undefined {
    for (const [name, route] of Object.entries(OPERATIONS)) {
      const pattern = route.path.replace("{id}", "(?<id>[^/]+)").replace("{filter}", "(?<filter>[^/]+)");
      const path = new RegExp(`^${pattern}$`).exec(url.pathname);
      const handle = this.handlers[name as keyof Operations];
      if (route.method !== method || path === null || handle === undefined) continue;
      const before = key === undefined ? undefined : this.answers.get(key);
      if (before !== undefined) return before;
      const { id = "", filter = "" } = path.groups ?? {};
      const named = { id: decodeURIComponent(id), filter: decodeURIComponent(filter) };
      const call = { caller, ...named, query: url.searchParams, body };
      const answer = answered(() => handle(call), ACCEPTED.includes(name) ? 202 : 200);
      if (key !== undefined) this.answers.set(key, answer);
      return answer;
    }
    return undefined;
  }

  private me(caller: Caller): Operations["readMe"]["answer"] {
    const { id, kind, name, profileId, standing } = caller;
    const { leads, stewards, governanceTeam, auditor } = standing;
    const rights = { leads, stewards, governanceTeam, auditor };
    const mine = PROJECTS.filter(({ members }) => members.some((member) => member.id === profileId));
    const projects = mine.map((one) => ({ id: one.id, name: one.name }));
    return { id, kind, name, profileId, isKnown: isKnown(caller), ...rights, projects };
  }
}
