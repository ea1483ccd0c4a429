import { CreateProjectCommand, ListProjectsCommand, UpdateProjectCommand } from "@aws-sdk/client-datazone";
import { answerOffice } from "../../../functions/application-projects/office";
import { ClaimTable } from "../../../functions/application-projects/store/claim-table";
import { ProjectTable } from "../../../functions/application-projects/store/project-table";
import { answerEvents, settle, sweep, type Workplace } from "../../../functions/application-projects/work";
import type { Failure } from "../../../functions/application-store/queue-message";
import { askForProject, retireProject, type NoticeKind } from "../../../governance/project-requests";
import { eventually } from "../../integration/emulator/harness";
import { LEAD, ProjectLandscape, SETTINGS, wishOf } from "../../integration/functions/project-application";
import { makeAccessTable } from "./access-table";
import { startMoto, type Moto } from "./moto";

let site: ProjectLandscape;
let moto: Moto;
let place: Workplace;
let now: string;
let notices: NoticeKind[];
let failures: Failure[];
let rung: { requestId: string; delaySeconds?: number }[];

beforeAll(async () => {
  moto = await startMoto();
  site = await ProjectLandscape.begin();
});
afterAll(async () => {
  await site.stop();
  await moto.stop();
});
beforeEach(async () => {
  site.landscape.emulator.events.clear();
  [now, notices, failures, rung] = [new Date().toISOString(), [], [], []];
  await newTable();
});

async function newTable(at = site): Promise<void> {
  const { client, table } = await makeAccessTable(moto.url);
  const clock = () => now;
  place = {
    domain: at.domain,
    settings: SETTINGS,
    bell: { ring: (requestId, delaySeconds) => Promise.resolve(void rung.push({ requestId, delaySeconds })) },
    ports: {
      service: at.service(),
      store: new ProjectTable(client, table, clock),
      claims: new ClaimTable(client, table, clock),
      evidence: { keep: () => Promise.resolve() },
      notices: { send: (_, notice) => Promise.resolve(void notices.push(notice)) },
      clock,
    },
  };
}

const report = (failure: Failure) => void failures.push(failure);
const messages = () =>
  site.landscape.emulator.events
    .list()
    .map(({ event }, index) => ({ messageId: `m${index}`, body: JSON.stringify(event) }));
const own = (requestId: string) => ({ messageId: "own", body: JSON.stringify({ projectRequestId: requestId }) });
const phaseOf = async (requestId: string) => (await place.ports.store.load(requestId))?.phase;
const later = (minutes: number) => void (now = new Date(Date.parse(now) + minutes * 60_000).toISOString());

async function ask(name: string): Promise<string> {
  const asked = await askForProject(place, LEAD, wishOf({ name }), name);
  if ("refused" in asked) throw new Error(asked.message);
  return asked.requestId;
}

async function retired(requestId: string): Promise<void> {
  await retireProject(place, LEAD, requestId, { reason: "over" });
  await eventually(async () => {
    await sweep(place, report);
    later(5);
    expect(await phaseOf(requestId)).toBe("retired");
  });
}

describe("doorbells", () => {
  it("lead a request to its project, each delivered twice and the last first", async () => {
    const requestId = await ask("fin-events");
    await answerEvents(place, [own(requestId)], report);
    await eventually(async () => {
      const delivered = [...messages().reverse(), ...messages()];
      expect(await answerEvents(place, delivered, report)).toEqual({ batchItemFailures: [] });
      expect(await phaseOf(requestId)).toBe("active");
    });
    expect(notices).toEqual(["ready"]);
    await retired(requestId);
    expect(failures).toEqual([]);
  });

  it("that the application rings itself are the timer: one at a time, however many events there are", async () => {
    const slow = await ProjectLandscape.begin({ delays: { project: 2000 } });
    await newTable(slow);
    const requestId = await ask("fin-timer");
    for (let count = 0; count < 3; count++) await settle(place, requestId);
    expect(await phaseOf(requestId)).toBe("following");
    expect(rung).toEqual([{ requestId, delaySeconds: 121 }]);
    later(3);
    await answerEvents(place, [own(requestId)], report);
    expect(rung).toHaveLength(2);
    await eventually(async () => {
      await answerEvents(place, [own(requestId)], report);
      expect(await phaseOf(requestId)).toBe("active");
    }, 400);
    // Time that is counted in days is left to the sweep.
    expect(rung).toHaveLength(2);
    await slow.stop();
  });

  it("fail one by one, and those of other domains and projects are passed over", async () => {
    await site.admin.send(new CreateProjectCommand({ ...site.on, name: "fin-standing" }));
    const foreign = { "detail-type": "Project Creation Succeeded", detail: { metadata: { domain: "dzd_x", id: "p" } } };
    const gone = {
      "detail-type": "Environment Deletion Completed",
      detail: { metadata: { domain: site.host.domainId, id: "e" } },
    };
    const bodies = ["{}", JSON.stringify(foreign), JSON.stringify(gone), ...messages().map(({ body }) => body)];
    const batch = bodies.map((body, index) => ({ messageId: `b${index}`, body }));
    expect(await answerEvents(place, batch, report)).toEqual({ batchItemFailures: [{ itemIdentifier: "b0" }] });
    expect(await place.ports.store.open()).toEqual([]);
    expect(failures.map(({ subject }) => subject)).toEqual(["message b0"]);
  });
});

describe("a sweep", () => {
  it("brings a request to its project without any event, and goes on after one that fails", async () => {
    const [one, other] = [await ask("fin-one"), await ask("fin-other")];
    site.landscape.emulator.faults.add([
      { mode: "error-before", service: "datazone", operation: "GetProjectProfile", times: 2 },
    ]);
    expect(await sweep(place, report)).toMatchObject({ looked: 2, failed: 1 });
    site.landscape.emulator.faults.clear();
    await eventually(async () => {
      later(5);
      await sweep(place, report);
      expect([await phaseOf(one), await phaseOf(other)]).toEqual(["active", "active"]);
    });
    await retired(one);
    await retired(other);
  });

  it("finds projects again of a table that is lost, with their end, and none that carries a copied mark", async () => {
    const name = "fin-lost";
    const asked = await askForProject(place, LEAD, wishOf({ name, lifetimeDays: 30 }), name);
    const requestId = "refused" in asked ? "" : asked.requestId;
    await eventually(async () => {
      later(5);
      await sweep(place, report);
      expect(await phaseOf(requestId)).toBe("active");
    });
    const before = (await place.ports.store.load(requestId))!;
    const description = "copied [smus project-request=copied by=x ends=2020-01-01T00:00:00.000Z]";
    await site.admin.send(new CreateProjectCommand({ ...site.on, name: "fin-copied", description }));
    await newTable();
    expect(await sweep(place, report)).toMatchObject({ rebuilt: 1, failed: 0 });
    expect(await place.ports.store.load(requestId)).toMatchObject({
      ...{ phase: "active", projectId: before.projectId, endsAt: before.endsAt, requester: "lead" },
      wish: { name, unit: "finance", profile: "analytics", purpose: "Reports of the quarter" },
      placement: { accountId: before.placement?.accountId },
    });
    expect(await sweep(place, report)).toMatchObject({ rebuilt: 0 });
    later(31 * 24 * 60);
    await eventually(async () => {
      await sweep(place, report);
      later(5);
      expect(await phaseOf(requestId)).toBe("retired");
    });
    const { items } = await site.admin.send(new ListProjectsCommand({ ...site.on }));
    expect(items?.map((project) => project.name)).not.toContain(name);
    expect(items?.map((project) => project.name)).toContain("fin-copied");
  });
});

describe("errands of the API", () => {
  const caller = {
    ...{ id: "sub", kind: "person", profileId: LEAD.id, groupProfiles: [], leads: ["finance", "treasury"] },
    ...{ stewards: [], governanceTeam: false, auditor: false },
  };
  const sent = (errand: object) => answerOffice({ caller, errand }, place, report) as Promise<Record<string, unknown>>;

  it("are answered from the table: a request by its key, lists by its indexes, page by page", async () => {
    const ids: string[] = [];
    for (const unit of ["finance", "treasury"]) {
      const wish = wishOf({ name: `fin-list-${unit}`, unit });
      const asked = await sent({ ask: "request", wish, key: unit });
      expect(await sent({ ask: "request", wish, key: unit })).toEqual(asked);
      ids.unshift(String(asked.id));
      later(1);
    }
    expect(rung.map(({ requestId }) => requestId)).toEqual([ids[1], ids[1], ids[0], ids[0]]);
    const listed = async (filters: object) => {
      const { items, next } = await sent({ ask: "requests", limit: 1, ...filters });
      return [(items as { id: string }[]).map(({ id }) => id), next];
    };
    const [first, next] = await listed({});
    expect([first, (await listed({ behind: next }))[0]]).toEqual([[ids[0]], [ids[1]]]);
    expect(await listed({ unit: "finance" })).toMatchObject([[ids[1]], expect.anything()]);
    expect(await listed({ state: "held" })).toEqual([[], undefined]);
    expect((await listed({ only: "mine", state: "checking" }))[0]).toEqual([ids[0]]);
    expect(await sent({ ask: "one-request", id: "none" })).toMatchObject({ refused: "not-found" });
  });

  it("find the request of a project whose description says nothing of it any more", async () => {
    const id = await ask("fin-unmarked");
    await eventually(async () => {
      await sweep(place, report);
      later(5);
      expect(await phaseOf(id)).toBe("active");
    });
    const { projectId = "" } = (await place.ports.store.load(id))!;
    await site.admin.send(new UpdateProjectCommand({ ...site.on, identifier: projectId, description: "Mine" }));
    expect(await sent({ ask: "one-project", id: projectId })).toMatchObject({ origin: "asked-for", requestId: id });
    await retired(id);
  });
});
