import { readdirSync, readFileSync } from "node:fs";
import nodePath from "node:path";
import { z } from "zod";
import { ROLE_HEADS, roleRows } from "../../../../functions/application-api/description/routes-by-role";
import { ROUTES } from "../../../../functions/application-api/routes";
import { pathsOf } from "../../../../functions/application-api/routes/match";
import { activeRecord, given, heldRecord, PERSONAS, World } from "./world";

const wish = {
  ...{ name: "sales-reports", unit: "sales-emea", profile: "analytics", purpose: "Reports" },
  members: [{ user: "pia", designation: "PROJECT_OWNER" }],
};

/** A request of each route that is right in itself, and the state in which it can be answered. */
const SAMPLES: Readonly<Record<string, { readonly body: object; readonly record?: typeof heldRecord }>> = {
  decideOnAccess: { body: { outcome: "approve", revision: 1, access: given } },
  revokeAccess: { body: { revision: 1, reason: "Left the team" }, record: activeRecord },
  extendAccess: { body: { revision: 1, days: 60 }, record: activeRecord },
  askForAccess: {
    body: { listingId: "listing-1", projectId: "consumer", purpose: "analysis", reason: "Campaigns" },
  },
  evaluateRules: { body: { facts: {} } },
  publishAsset: { body: { revision: "2" } },
  unpublishAsset: { body: { acknowledge: true } },
  createAssetFilter: { body: { name: "Europe", columns: ["region"] } },
  changeAssetFilter: { body: { name: "Europe", columns: ["email"] } },
  checkProjectRequest: { body: wish },
  askForProject: { body: wish },
  decideOnProject: { body: { outcome: "reject", reason: "Use the one that is there" } },
  changeProjectMembers: { body: { members: wish.members } },
  transferProject: { body: { owner: { user: "bob" } } },
  extendProject: { body: { days: 30 } },
  retireProject: { body: { reason: "Done" } },
};

const COLUMNS = [
  undefined,
  "no part",
  "requester",
  "consumer-member",
  "producer-owner",
  "producer-contributor",
  "producer-member",
  "project-owner",
  "project-member",
  "unit-lead",
  "unit-steward",
  "governance-team",
  "auditor",
] as const;
/** Machines have the standing that settings give them, and no part in a project. */
const AS_MACHINE: Partial<Record<(typeof COLUMNS)[number] & string, keyof typeof PERSONAS>> = {
  "governance-team": "bot",
  auditor: "watcher",
};

const api = ROUTES.filter((route) => route.kind === "api");
const rows = roleRows(ROUTES);
const cases = api.flatMap((route) =>
  pathsOf(route).flatMap(({ caller, path }) => {
    const { cells } = rows.find((row) => row.path === path && row.method === route.method)!;
    return COLUMNS.flatMap((column, index) => {
      const persona = caller === "person" || column === undefined ? column : AS_MACHINE[column];
      if (column !== undefined && persona === undefined) return [];
      return [
        { route, path, persona, expected: cells[index], title: `${route.method} ${path} of ${ROLE_HEADS[index]}` },
      ];
    });
  }),
);

/** Ids of things that are there, where a route does not name a request. */
const IDS: Readonly<Record<string, string>> = {
  readAsset: "listing-1",
  readReport: "access",
  readReportCsv: "access",
};
/** Ids of what a route is about, by a part of its path: the first that fits. */
const OWNERS = [
  ["/projects/requests/", "pr-1"],
  ["{id}/assets", "producer"],
  ["/projects/", "project-1"],
  ["/assets/", "asset-1"],
] as const;
/** Address of a route with the ids of things that are there. */
function addressOf({ name, path: pattern }: (typeof api)[number], path: string): string {
  const id = IDS[name] ?? OWNERS.find(([part]) => pattern.includes(part))?.[1] ?? "r-1";
  return path.replace("{id}", id).replace("{filter}", "f-1");
}
const stateOf = ({ records, assets, office }: World): string =>
  JSON.stringify([[...records], assets.assets, assets.filtersThere, assets.done, office.done]);
const worldFor = (name: string) => new World((SAMPLES[name]?.record ?? heldRecord)());

describe("every route for every role", () => {
  it("is in the table with a case for each cell", () => {
    expect(cases.length).toBeGreaterThan(90);
    for (const route of api) if (route.body !== undefined) expect(SAMPLES).toHaveProperty(route.name);
  });

  it("is in the table of routes, whatever file it is written in", () => {
    const folder = nodePath.join(__dirname, "../../../../functions/application-api/routes");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const written = files.flatMap((file) =>
      [
        ...readFileSync(nodePath.join(folder, file), "utf8").matchAll(/ = apiRoute\(\{[\s\S]*?\n {2}name: "(\w+)"/g),
      ].map(([, name]) => name),
    );
    expect(written.length).toBeGreaterThan(25);
    expect(api.map(({ name }) => name).sort()).toEqual(written.sort());
  });

  it("has its refusals tried: of nobody, and of somebody without a part, where it is not for all who are known", () => {
    for (const { path: address, method } of rows.filter(({ caller }) => caller !== "nobody")) {
      const tried = cases.filter((one) => one.path === address && one.route.method === method);
      const machine = address.startsWith("/m/");
      expect(tried.map(({ persona }) => persona)).toEqual(machine ? [undefined, "bot", "watcher"] : [...COLUMNS]);
    }
  });

  it.each(cases)("$title: $expected", async ({ route, path, persona, expected }) => {
    const world = worldFor(route.name);
    const before = stateOf(world);
    const address = addressOf(route, path);
    const asking = persona === undefined ? undefined : PERSONAS[persona];
    const { status, body } = await world.ask(asking, route.method, address, SAMPLES[route.name]?.body);
    expect(status).toBe(expected === "yes" ? (route.status ?? 200) : Number(expected));
    if (status < 300) expect(z.safeParse(route.answers, body).error).toBeUndefined();
    else expect(stateOf(world)).toBe(before);
  });

  it.each(api.flatMap((route) => pathsOf(route).map((one) => ({ route, ...one }))))(
    "$route.method $path is closed to unknown people and machines, and to the other kind of caller",
    async ({ route, path, caller }) => {
      const address = addressOf(route, path);
      const ask = async (persona: keyof typeof PERSONAS) =>
        (await worldFor(route.name).ask(PERSONAS[persona], route.method, address, SAMPLES[route.name]?.body)).status;
      const unknown = caller === "person" ? "unknown" : "unknown machine";
      expect(await ask(unknown)).toBe(route.who === "anyone" ? 200 : 403);
      expect(await ask(caller === "person" ? "bot" : "governance-team")).toBe(401);
    },
  );

  it("has no machine decide or extend", async () => {
    for (const action of ["decision", "extension"])
      expect((await worldFor("").ask(PERSONAS.bot, "POST", `/m/v1/access/requests/r-1/${action}`, {})).status).toBe(
        404,
      );
  });

  it("answers what one may not see exactly as what is not there", async () => {
    const world = new World(heldRecord());
    const hidden = await world.ask(PERSONAS["no part"], "GET", "/v1/access/requests/r-1");
    const absent = await world.ask(PERSONAS["no part"], "GET", "/v1/access/requests/r-2");
    expect(hidden).toEqual(absent);
    const action = (id: string) =>
      world.ask(PERSONAS["no part"], "POST", `/v1/access/requests/${id}/decision`, { wrong: true });
    expect(await action("r-1")).toEqual(await action("r-2"));
  });

  it("answers open routes to everybody", async () => {
    const world = new World();
    expect(await world.ask(undefined, "GET", "/health")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await world.ask(undefined, "GET", "/openapi.json")).toMatchObject({ body: { openapi: "3.1.0" } });
  });
});
