import { customers } from "./memory-assets";
import { PERSONAS, World, type Persona } from "./world";

const OLGA = PERSONAS["producer-owner"];
const PAUL = PERSONAS["producer-contributor"];
const use = (kind: "access" | "request", filterIds: readonly string[] = []) => ({
  ...{ kind, id: `${kind}-1`, filterIds },
  who: { kind: "project", id: "consumer", name: "Marketing" } as const,
});
const incomplete = () => customers({ forms: [], terms: [], listing: undefined });

const awsError = (name: string) => Object.assign(new Error("no"), { name, $metadata: { httpStatusCode: 400 } });
type Body = Readonly<Record<string, unknown>>;
async function ask(world: World, method: string, path: string, body?: unknown, persona: Persona = OLGA, key?: string) {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const answer = await world.ask(persona, method, `/v1${path}`, body, headers);
  return { status: answer.status, body: answer.body as Body };
}
const publish = (world: World, body: object = { revision: "2" }, persona?: Persona, key?: string) =>
  ask(world, "POST", "/assets/asset-1/publish", body, persona, key);
const unpublish = (world: World, body: object = {}, persona?: Persona) =>
  ask(world, "POST", "/assets/asset-1/unpublish", body, persona);

describe("the inventory of a project", () => {
  it("says of each asset what it lacks, with the names of terms, and who decides on its publication", async () => {
    const world = new World();
    const kept = { externalIdentifier: "arn:kept:in", id: "asset-2", description: "All of them" };
    world.assets.assets = [incomplete(), customers(kept), customers({ id: "elsewhere", projectId: "other" })];
    const { status, body } = await ask(world, "GET", "/projects/producer/assets");
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        ...{ assetId: "asset-1", publication: "not-published", advised: ["description"] },
        missing: [
          { rule: "Owned", what: "form", name: "Ownership" },
          { rule: "Owned", what: "term", name: "words/party" },
        ],
      },
      { ...{ assetId: "asset-2", missing: [], advised: [] }, configured: { published: true, at: "stage dev, in" } },
    ]);
    expect(body.items).toHaveLength(2);
    expect((body.items as Body[])[0]).not.toHaveProperty("configured");
  });

  it("goes on with its cursor, which is of no other list", async () => {
    const world = new World();
    world.assets.assets = [customers(), customers({ id: "asset-2" })];
    const { body } = await ask(world, "GET", "/projects/producer/assets?limit=1");
    expect(body.items).toHaveLength(1);
    const next = `cursor=${String(body.next)}`;
    expect((await ask(world, "GET", `/projects/producer/assets?${next}`)).status).toBe(200);
    expect(await ask(world, "GET", `/projects/producer/assets?text=x&${next}`)).toMatchObject({
      status: 400,
      body: { code: "invalid-cursor" },
    });
  });

  it("shows an asset with what its reader may do", async () => {
    const world = new World();
    const read = async (persona: Persona) =>
      (await ask(world, "GET", "/assets/asset-1/inventory", undefined, persona)).body;
    world.assets.assets = [customers({ listing: { id: "listing-1", state: "ACTIVE", revision: "1" } })];
    expect(await read(OLGA)).toMatchObject({
      columnTerms: { email: ["words/personal"] },
      possible: { publish: { allowed: true }, unpublish: { allowed: true }, filters: { allowed: true } },
    });
    expect(await read(PERSONAS.auditor)).toMatchObject({
      yourParts: ["auditor"],
      possible: { publish: { allowed: false } },
    });
    world.assets.assets = [customers({ externalIdentifier: "arn:kept:in", revision: "1" })];
    const { possible } = (await read(OLGA)) as { possible: Record<string, { why?: string }> };
    expect(possible.unpublish.why).toBe("Decided by configuration: stage dev, in is true.");
    expect(possible.publish.why).toContain("published already");
  });

  it("is looked at in the session of the person, and in the application's own for one that the domain does not know", async () => {
    const world = new World();
    await ask(world, "GET", "/assets/asset-1/inventory");
    await ask(world, "GET", "/assets/asset-1/inventory", undefined, { login: "stranger", groups: ["governance"] });
    expect([...world.assets.sessions]).toEqual(["profile-olga", "governance-application"]);
  });

  it.each([
    ["the project has no role", (world: World) => void (world.assets.withoutRole = true)],
    [
      "the role is no member of the project any more",
      (world: World) =>
        void (world.members.producer = world.members.producer.filter(({ id }) => !id.startsWith("group-"))),
    ],
  ])("is not taken for empty where %s", async (_, change) => {
    const world = new World();
    change(world);
    for (const path of ["/projects/producer/assets", "/assets/asset-1/inventory", "/assets/asset-1/filters"])
      expect(await ask(world, "GET", path)).toMatchObject({ status: 409, body: { code: "act-in-portal" } });
    expect(await publish(world)).toMatchObject({ status: 409, body: { code: "act-in-portal" } });
    expect(world.assets.done).toEqual([]);
  });

  it("is of the project that owns the asset now, whatever it was", async () => {
    const world = new World();
    world.assets.assets = [customers({ projectId: "other" })];
    expect((await ask(world, "GET", "/assets/asset-1/inventory")).status).toBe(404);
    expect((await publish(world)).status).toBe(404);
    expect((await ask(world, "GET", "/projects/gone/assets")).status).toBe(404);
  });
});

describe("a publication", () => {
  it("is done once, as the project, in the name of the person", async () => {
    const world = new World();
    world.assets.assets = [customers({ listing: undefined })];
    const first = await publish(world, { revision: "2" }, PAUL, "key-00000001");
    expect(first).toMatchObject({ status: 200, body: { publication: "published", publishedRevision: "2" } });
    expect(await publish(world, { revision: "2" }, PAUL, "key-00000001")).toEqual(first);
    // Without a key the work is found done.
    expect((await publish(world)).status).toBe(200);
    expect(world.assets.done).toEqual([
      { what: "publish", about: "asset-1@2", project: "producer", session: "profile-paul" },
    ]);
  });

  it.each([
    ["another revision was shown", customers(), { revision: "1" }, "changed-since"],
    ["rules demand what is not there", incomplete(), { revision: "2" }, "incomplete"],
    [
      "configuration says no",
      customers({ externalIdentifier: "arn:kept:out" }),
      { revision: "2" },
      "kept-by-configuration",
    ],
  ])("is refused where %s, and nothing is done", async (_, asset, body, code) => {
    const world = new World();
    world.assets.assets = [asset];
    expect(await publish(world, body)).toMatchObject({ status: 409, body: { code } });
    expect(world.assets.done).toEqual([]);
  });

  it("says everything that is missing at once", async () => {
    const world = new World();
    world.assets.assets = [incomplete()];
    const { body } = await publish(world);
    expect(body.lacks).toHaveLength(2);
    expect(body.detail).toContain("form Ownership (rule Owned), term words/party (rule Owned)");
  });

  it("is checked and not done in a dry run", async () => {
    const world = new World();
    world.assets.assets = [customers({ listing: undefined })];
    const dry = await publish(world, { revision: "2", dryRun: true });
    expect(dry).toMatchObject({ status: 200, body: { publication: "not-published" } });
    world.assets.assets = [incomplete()];
    expect((await publish(world, { revision: "2", dryRun: true })).body.code).toBe("incomplete");
    expect(world.assets.done).toEqual([]);
  });

  it("tells the words of the service where it refuses what nothing was found to be wrong with", async () => {
    const world = new World();
    world.assets.assets = [customers({ listing: undefined })];
    world.assets.refuses = "rule Late requires form Other";
    expect(await publish(world)).toMatchObject({
      status: 409,
      body: { code: "refused-by-service", detail: "DataZone says: rule Late requires form Other" },
    });
  });

  it("needs a person whom the domain knows", async () => {
    const world = new World();
    world.members.producer.push({ id: "group-marketing", designation: "PROJECT_OWNER" });
    const stranger = { login: "stranger", groups: ["team-marketing", "governance"] };
    const { status, body } = await publish(world, { revision: "2" }, stranger);
    expect([status, body.code]).toEqual([403, "person-not-known"]);
    expect(world.assets.done).toEqual([]);
  });
});

describe("the end of a publication", () => {
  it("names those who use the asset before, and is done once they are known", async () => {
    const world = new World();
    world.assets.used = [use("access"), use("request")];
    const { status, body } = await unpublish(world);
    expect([status, body.code]).toEqual([409, "still-used"]);
    expect(body.uses).toEqual([use("access"), use("request")].map(({ filterIds: _filters, ...shown }) => shown));
    expect(world.assets.done).toEqual([]);
    expect(await unpublish(world, { acknowledge: true, dryRun: true })).toMatchObject({
      body: { publication: "published" },
    });
    expect(await unpublish(world, { acknowledge: true })).toMatchObject({ body: { publication: "not-published" } });
    expect((await unpublish(world)).status).toBe(200);
    expect(world.assets.done.map(({ what }) => what)).toEqual(["unpublish"]);
  });

  it("is not against the configuration", async () => {
    const world = new World();
    world.assets.assets = [customers({ externalIdentifier: "arn:kept:in" })];
    const { status, body } = await unpublish(world, { acknowledge: true });
    expect([status, body.code]).toEqual([409, "kept-by-configuration"]);
    expect(body.detail).toContain("stage dev, in");
    expect(world.assets.done).toEqual([]);
  });
});

describe("a service that fails", () => {
  it("is no answer about the asset", async () => {
    const world = new World();
    world.assets.rulesFor = () => Promise.reject(awsError("ThrottlingException"));
    expect((await publish(world)).status).toBe(503);
    world.assets.rulesFor = () => Promise.reject(awsError("AccessDeniedException"));
    expect((await publish(world)).status).toBe(500);
    expect(world.assets.done).toEqual([]);
  });
});
