import { accessFrom, limitsOf, proposalOf } from "../../../portal/browser/decision";
import { PortalApi } from "../../../portal/browser/client";
import { explain, faultOf } from "../../../portal/browser/fault";
import { projectFrom, sketchFrom } from "../../../portal/browser/projects/wish";
import { activeRecord, heldRecord, PERSONAS, World, type Persona } from "../functions/application-api/world";

/** The page's calls, carried to the API's own handler: what the page sends is what the API takes. */
describe("the page and the API", () => {
  const original = globalThis.fetch;
  afterEach(() => (globalThis.fetch = original));

  function apiOf(world: World, persona: Persona): PortalApi {
    globalThis.fetch = (async (
      address: string,
      init: { method: string; body?: string; headers: Record<string, string> },
    ) => {
      const { authorization: _token, ...headers } = init.headers;
      const body = init.body === undefined ? undefined : (JSON.parse(init.body) as unknown);
      const answer = await world.ask(persona, init.method, address, body, headers);
      return new Response(JSON.stringify(answer.body), { status: answer.status, headers: answer.headers });
    }) as typeof fetch;
    return new PortalApi({ token: () => Promise.resolve("") });
  }
  const told = async (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => explain(faultOf(error)),
    );

  test("agree on a decision: found in the list, read, made in the form, sent, and refused a second time", async () => {
    const world = new World(heldRecord());
    const api = apiOf(world, PERSONAS["unit-steward"]);
    const { items } = await api.call("listAccessRequests", { query: { only: "to-decide", limit: 25 } });
    expect(items.map(({ id }) => id)).toEqual(["r-1"]);
    const detail = await api.call("readAccessRequest", { id: "r-1" });
    expect(detail.possible.decision.allowed).toBe(true);
    const form = {
      rows: "all",
      comparisons: [],
      columns: "some",
      chosen: ["region"],
      end: "days",
      days: "30",
      s3: [],
    } as const;
    const made = accessFrom(form, limitsOf(detail), proposalOf(detail));
    if ("faults" in made) throw new Error(JSON.stringify(made.faults));
    const { access } = made;
    const body = { outcome: "approve", revision: detail.revision, access } as const;
    expect(await api.call("decideOnAccess", { id: "r-1", body })).toMatchObject({ decision: { outcome: "approve" } });
    const second = { ...body, revision: detail.revision + 1 };
    expect(await told(api.call("decideOnAccess", { id: "r-1", body: second }))).toMatchObject({
      title: "Somebody has decided already",
      remedies: ["reload"],
    });
  });

  test("agree on extension and revocation", async () => {
    const world = new World(activeRecord());
    const api = apiOf(world, PERSONAS["unit-steward"]);
    const { items } = await api.call("listExpiringAccess", { query: { days: 30, limit: 25 } });
    const [{ revision }] = items;
    expect(await told(api.call("extendAccess", { id: "r-1", body: { revision, days: 1 } }))).toMatchObject({
      remedies: [],
    });
    const extended = await api.call("extendAccess", { id: "r-1", body: { revision, days: 60 } });
    expect(extended.expiresAt).toBe("2027-01-09T12:00:00.000Z");
    const over = { revision: extended.revision, reason: "over" };
    expect((await api.call("revokeAccess", { id: "r-1", body: over })).phase).toBe("ending");
  });

  test("agree on the catalogue and on the person", async () => {
    const api = apiOf(new World(), PERSONAS.requester);
    expect(await api.call("readMe", {})).toMatchObject({ name: "ann", isKnown: true });
    expect((await api.call("searchAssets", { query: { text: undefined, limit: 25 } })).items).toHaveLength(1);
    expect(await told(api.call("readAccessRequest", { id: "../x" }))).toMatchObject({ remedies: ["begin"] });
  });

  test("agree on projects: what the forms make is what the API takes and hands to the office", async () => {
    const world = new World();
    const api = apiOf(world, PERSONAS["unit-lead"]);
    const unit = { key: "sales-emea", name: "Sales", profiles: ["analytics"] };
    const profile = { key: "analytics", name: "Analytics", description: "", accounts: [], configurations: [] };
    const owner = { kind: "user", key: "profile-lea", designation: "PROJECT_OWNER" } as const;
    const typed = {
      ...{ name: "plan", purpose: "The plan", members: [owner], account: "choose", accountId: "", region: "" },
      ...{ end: "days", days: "90", parameters: { Tooling: { idle: "60" } } },
    };
    const made = projectFrom(typed, { unit, profile }, {});
    if ("faults" in made) throw new Error(JSON.stringify(made.faults));
    const { body } = made;
    expect((await api.call("checkProjectRequest", { body })).problems).toEqual([]);
    expect((await api.call("checkProjectRequest", { body: sketchFrom(typed, { unit, profile }) })).name).toBe("plan");
    expect((await api.call("askForProject", { body })).id).toBe("pr-1");
    const fate = { outcome: "approve", reason: "Fits" } as const;
    expect((await api.call("decideOnProject", { id: "pr-1", body: fate })).id).toBe("pr-1");
    const id = "project-1";
    const { members } = body;
    const dryRun = true;
    expect(await api.call("changeProjectMembers", { id, body: { members, dryRun } })).toEqual({ changes: [] });
    expect(await api.call("transferProject", { id, body: { owner: { group: "team" } } })).toEqual({ changes: [] });
    expect((await api.call("extendProject", { id, body: { days: 30 } })).id).toBe("pr-1");
    const look = await api.call("retireProject", { id, body: { reason: "A look", acknowledge: false, dryRun } });
    expect(look.retires).toBe(false);
    expect(world.office.done).toEqual(["request", "decide", "members", "transfer", "extend", "retire"]);
  });

  test("agree on a refusal of the office: its sentence is what people read", async () => {
    const world = new World();
    world.office.refusal = { refused: "standing-project", message: "Ask the platform team." };
    const api = apiOf(world, PERSONAS["project-owner"]);
    const body = { days: 30 };
    expect(await told(api.call("extendProject", { id: "project-1", body }))).toMatchObject({
      detail: "Ask the platform team.",
    });
  });
});
