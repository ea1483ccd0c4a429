import { projectRequestId } from "../../../../../governance/project-requests";
import { wishOf } from "../../../governance/project-requests/world";
import { CALLERS, OfficeWorld, type Name, type Sent } from "./world";

const NAMES = Object.keys(CALLERS) as Name[];
const HELD = projectRequestId("lead", "held-key");
const READY = projectRequestId("lead", "ready-key");

/** A request of treasury that is held, and a project of finance that people work in. */
async function begun(): Promise<OfficeWorld> {
  const office = new OfficeWorld();
  await office.ask("lead", { ask: "request", wish: wishOf({ lifetimeDays: 30 }), key: "ready-key" });
  await office.go();
  await office.ask("lead", { ask: "request", wish: wishOf({ unit: "treasury", name: "held" }), key: "held-key" });
  await office.go(2);
  return office;
}

const anna = { user: "anna", designation: "PROJECT_OWNER" } as const;
const project = "p1";
const seen = "done";

/** Fate of each errand by who sends it; who is not named is told that there is nothing. */
const TABLE: Record<
  string,
  { readonly errand: Sent; readonly by: Partial<Record<Name, string>>; readonly others?: string }
> = {
  "ask in treasury": {
    errand: { ask: "request", wish: wishOf({ unit: "treasury", name: "more" }), key: "new-key" },
    by: { lead: seen, unknown: "person-not-known" },
    others: "problems",
  },
  "read the request": {
    errand: { ask: "one-request", id: HELD },
    by: { lead: seen, steward: seen, governance: seen, auditor: seen, unknown: seen },
  },
  decide: {
    errand: { ask: "decide", id: HELD, outcome: "approve", reason: "fine" },
    by: {
      steward: seen,
      lead: "own-request",
      governance: "not-yours",
      auditor: "not-yours",
      unknown: "person-not-known",
    },
  },
  "read the project": {
    errand: { ask: "one-project", id: project },
    by: { lead: seen, otherLead: seen, owner: seen, member: seen, governance: seen, auditor: seen, unknown: seen },
  },
  ...Object.fromEntries(
    Object.entries<Sent>({
      "change members": { ask: "members", id: project, members: [anna] },
      "hand it on": { ask: "transfer", id: project, owner: { user: "bob" } },
      extend: { ask: "extend", id: project, days: 90 },
      retire: { ask: "retire", id: project, reason: "over" },
    }).map(([name, errand]) => [
      name,
      {
        errand,
        by: {
          ...{ lead: seen, otherLead: seen, owner: seen, governance: seen },
          ...{ member: "not-yours", auditor: "not-yours", unknown: "person-not-known" },
        },
      },
    ]),
  ),
};

describe("the errands of the office", () => {
  it.each(Object.keys(TABLE))("to %s are done for those alone who may", async (what) => {
    const { errand, by, others = "not-found" } = TABLE[what];
    const became: Partial<Record<Name, string>> = {};
    for (const name of NAMES) {
      const office = await begun();
      const before = JSON.stringify([...office.world.records]);
      office.rung.length = 0;
      const { refused = seen } = await office.ask(name, errand);
      became[name] = refused;
      // What is refused changes nothing, and wakes nobody.
      if (refused !== seen) expect([JSON.stringify([...office.world.records]), office.rung]).toEqual([before, []]);
    }
    expect(became).toEqual(Object.fromEntries(NAMES.map((name) => [name, by[name] ?? others])));
  });

  it("say names of units and profiles for people, where the settings know them", async () => {
    const office = await begun();
    const names = { unit: "finance", unitName: "Finance", profile: "analytics", profileName: "SQL analytics" };
    expect(await office.ask("lead", { ask: "one-project", id: project })).toMatchObject({ ...names, request: names });
    expect(await office.ask("lead", { ask: "one-request", id: READY })).toMatchObject(names);
    const { items } = await office.ask("lead", { ask: "projects", limit: 5 });
    expect(items).toMatchObject([names]);
    expect(await office.ask("lead", { ask: "one-request", id: HELD })).not.toHaveProperty("unitName");
    const { units } = await office.ask("lead", { ask: "choices" });
    expect(units).toMatchObject([
      { key: "finance", name: "Finance" },
      { key: "treasury", name: "treasury" },
    ]);
  });

  it("are not done on things that are not there", async () => {
    const office = await begun();
    for (const errand of [
      { ask: "one-request", id: "constructor" },
      { ask: "decide", id: "none", outcome: "approve", reason: "x" },
      { ask: "one-project", id: "__proto__" },
      { ask: "retire", id: HELD, reason: "over" },
    ] as const)
      expect(await office.ask("governance", errand)).toMatchObject({ refused: "not-found" });
  });

  it("show a request by its unit and its requester, whatever the caller sends as an id of a unit", async () => {
    const office = await begun();
    const wish = wishOf({ unit: "constructor", name: "odd" });
    expect(await office.ask("lead", { ask: "request", wish, key: "odd-key" })).toMatchObject({
      refused: "problems",
      problems: expect.arrayContaining([expect.objectContaining({ at: "unit" })]) as unknown,
    });
  });
});

describe("the list of requests", () => {
  const listed = async (name: Name, filters: object = {}) => {
    const office = await begun();
    const { items } = await office.ask(name, { ask: "requests", limit: 10, ...filters });
    return (items as { name: string }[]).map((item) => item.name);
  };

  it("has what the caller may see, the newest first", async () => {
    const lists = await Promise.all(NAMES.map(async (name) => [name, await listed(name)] as const));
    const both = ["held", "fin-reports"];
    expect(Object.fromEntries(lists)).toEqual({
      ...{ lead: both, governance: both, auditor: both, unknown: both },
      ...{ otherLead: ["fin-reports"], owner: ["fin-reports"], member: ["fin-reports"] },
      ...{ steward: ["held"], stranger: [] },
    });
  });

  it("is filtered by stage, unit, and what is the caller's", async () => {
    expect(await listed("governance", { state: "held" })).toEqual(["held"]);
    expect(await listed("governance", { unit: "finance" })).toEqual(["fin-reports"]);
    expect(await listed("lead", { unit: "finance", state: "held" })).toEqual([]);
    expect(await listed("lead", { only: "mine" })).toEqual(["held", "fin-reports"]);
    expect(await listed("governance", { only: "mine" })).toEqual([]);
    expect(await listed("steward", { only: "to-decide" })).toEqual(["held"]);
    // Nobody decides on a request of their own, and the unit does not name the governance team.
    expect(await listed("lead", { only: "to-decide" })).toEqual([]);
    expect(await listed("governance", { only: "to-decide" })).toEqual([]);
    expect(await listed("stranger", { unit: "finance" })).toEqual([]);
  });

  it("goes on where the page before ended", async () => {
    const office = await begun();
    const first = await office.ask("lead", { ask: "requests", limit: 1 });
    const second = await office.ask("lead", { ask: "requests", limit: 1, behind: first.next });
    expect([first.items, second.items]).toMatchObject([[{ name: "held" }], [{ name: "fin-reports" }]]);
  });
});

describe("the list of projects", () => {
  const withStanding = async () => {
    const office = await begun();
    const owner = { id: "otto", kind: "people", designation: "PROJECT_OWNER" } as const;
    const more = { description: "", state: "there", members: [owner] } as const;
    office.standing.push({ id: "s1", name: "catalog", unitId: "unit-treasury", ...more });
    // Its description says that it came of the request of another project.
    const { description } = office.world.service.projects[0];
    office.standing.push({ id: "s2", name: "copy", ...more, description, members: [] });
    return office;
  };
  const listed = async (name: Name, filters: object = {}) => {
    const { items } = await (await withStanding()).ask(name, { ask: "projects", limit: 10, ...filters });
    return (items as { name: string }[]).map((item) => item.name);
  };

  it("has what the caller may see", async () => {
    const lists = await Promise.all(NAMES.map(async (name) => [name, (await listed(name)).sort()] as const));
    const all = ["catalog", "copy", "fin-reports"];
    expect(Object.fromEntries(lists)).toEqual({
      ...{ governance: all, auditor: all, lead: ["catalog", "fin-reports"], unknown: ["catalog", "fin-reports"] },
      ...{ otherLead: ["fin-reports"], owner: ["fin-reports"], member: ["fin-reports"] },
      ...{ steward: ["catalog"], stranger: ["catalog"] },
    });
  });

  it("is filtered by unit, and by membership", async () => {
    expect(await listed("governance", { unit: "treasury" })).toEqual(["catalog"]);
    expect(await listed("lead", { only: "mine" })).toEqual([]);
    expect(await listed("owner", { only: "mine", unit: "treasury" })).toEqual([]);
  });

  it("tells projects that were asked for from standing ones, whatever a description says", async () => {
    const office = await withStanding();
    const { items } = await office.ask("governance", { ask: "projects", limit: 10 });
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "copy", origin: "standing" }),
        expect.objectContaining({ name: "fin-reports", origin: "asked-for", requestId: READY, unit: "finance" }),
      ]),
    );
    expect(await office.ask("governance", { ask: "one-project", id: "s2" })).toMatchObject({
      origin: "standing",
      possible: { retirement: { allowed: false } },
    });
    expect(await office.ask("governance", { ask: "retire", id: "s2", reason: "x" })).toMatchObject({
      refused: "standing-project",
    });
  });

  it("asks the service once for the caller's projects, and for nobody who stands behind a member", async () => {
    const office = await withStanding();
    office.reads.length = 0;
    expect(await office.ask("stranger", { ask: "projects", limit: 10 })).toMatchObject({
      items: [{ name: "catalog", designation: "PROJECT_OWNER" }],
    });
    expect(office.reads).toEqual(["projectsOf", "rosterOf s1"]);
  });

  it("goes on where the page before ended, for those who see all and for those who see their own", async () => {
    const office = await withStanding();
    const walk = async (name: Name) => {
      const names: string[] = [];
      let behind: string | undefined;
      do {
        const page = await office.ask(name, { ask: "projects", limit: 1, behind });
        names.push(...(page.items as { name: string }[]).map((item) => item.name));
        behind = page.next;
      } while (behind !== undefined);
      return names;
    };
    expect((await walk("governance")).sort()).toEqual(["catalog", "copy", "fin-reports"]);
    office.standing.push({ ...office.standing[0], id: "s3", name: "catalog" });
    expect(await walk("stranger")).toEqual(["catalog", "catalog"]);
  });
});
