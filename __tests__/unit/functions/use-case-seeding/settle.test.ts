import { SimulatedGitHub } from "./simulated/github";
import { SimulatedGitLab } from "./simulated/gitlab";
import { NAME, ROLE, wantedOf, World } from "./simulated/world";

const TYPES = ["github", "github-enterprise-server", "gitlab"] as const;

describe.each(TYPES)("a repository on %s", (type) => {
  let world: World;
  beforeEach(() => (world = new World(type)));

  it("is made, seeded, protected, and gets its variables last", async () => {
    const settled = await world.settle();

    expect(settled?.record).toMatchObject({ state: "settled", reasons: [], environments: ["test", "prod"] });
    expect(settled?.record.seeded).toMatchObject({ template: "regression", version: "1.0.0" });
    expect(Object.keys(world.texts()).sort()).toEqual([...world.wanted.files.keys()].sort());
    expect(world.repository.files("main")?.get("check")?.mode).toBe("100755");
    expect(world.host.isProtected(NAME)).toBe(true);
    expect(world.variables()).toEqual({ test: `${ROLE}-test`, prod: `${ROLE}-prod` });
    expect(world.host.created).toBe(1);
  });

  it("is looked at a second time without any change", async () => {
    await world.settle();
    const before = world.host.requests.length;
    await world.settle();

    const methods = world.host.requests.slice(before).map(({ method }) => method);
    expect(methods.length).toBeGreaterThan(5);
    expect(new Set(methods)).toEqual(new Set(["GET"]));
  });

  it("is adopted where it is there and empty", async () => {
    world.addRepository();
    const settled = await world.settle();

    expect(settled?.record.state).toBe("settled");
    expect(world.host.created).toBe(0);
    expect(world.version).toBe("1.0.0");
  });

  it("is reported and not touched where it has files of others", async () => {
    world.addRepository().push("main", { "thesis.tex": "mine\n" });
    const settled = await world.settle();

    expect(settled?.record).toMatchObject({ state: "blocked", reasons: [{ code: "foreign", for: "team" }] });
    expect(world.texts()).toEqual({ "thesis.tex": "mine\n" });
    expect(world.host.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await world.settle();
    expect(world.beside.alarms).toHaveLength(1);
  });

  it("gets a merge request for another version, which keeps what people have changed", async () => {
    await world.settle();
    world.repository.push("main", { "README.md": "ours\n" });
    world.wanted = wantedOf("1.1.0");
    const settled = await world.settle();

    expect(settled?.record).toMatchObject({ state: "waiting", mergeRequest: { state: "open", version: "1.1.0" } });
    const [request] = world.repository.requests;
    expect(request.title).toBe("Update the template regression to version 1.1.0");
    expect(request.description).toContain("yours is kept; the template has changed it, too");
    expect(world.texts(request.branch)).toMatchObject({ "README.md": "ours\n", "new.txt": "new\n" });
    expect(world.texts(request.branch)).not.toHaveProperty("old.txt");
    world.repository.merge(request);
    expect((await world.settle())?.record).toMatchObject({ state: "settled", seeded: { version: "1.1.0" } });
    expect(world.texts()["README.md"]).toBe("ours\n");
    expect([...world.beside.evidence.values()].map(({ seeded }) => seeded?.version)).toEqual(["1.0.0", "1.1.0"]);
  });

  it("has one merge request, which a later version brings up to date", async () => {
    await world.settle();
    world.wanted = wantedOf("1.1.0");
    await world.settle();
    world.wanted = wantedOf("2.0.0");
    await world.settle();

    expect(world.repository.requests).toHaveLength(1);
    expect(world.repository.requests[0].title).toContain("2.0.0");
    expect(world.texts(world.repository.requests[0].branch)).toMatchObject({
      "README.md": "three\n",
      check: "check 3\n",
    });
  });

  it("leaves a merge request alone to which somebody has committed, and says so", async () => {
    await world.settle();
    world.wanted = wantedOf("1.1.0");
    await world.settle();
    const { branch } = world.repository.requests[0];
    world.repository.push(branch, { "README.md": "mended\n" });
    world.wanted = wantedOf("2.0.0");
    const settled = await world.settle();

    expect(settled?.record.reasons).toMatchObject([{ code: "upgrade-edited", for: "team" }]);
    expect(world.texts(branch)["README.md"]).toBe("mended\n");
    expect(world.repository.requests).toHaveLength(1);
  });

  it("does not open a merge request again that people have closed, before the next version", async () => {
    await world.settle();
    world.wanted = wantedOf("1.1.0");
    await world.settle();
    world.repository.requests[0].state = "closed";
    const declined = await world.settle();

    expect(declined?.record).toMatchObject({ state: "settled", mergeRequest: { state: "declined" } });
    expect(declined?.record.notes[0]).toContain("closed without being merged");
    world.wanted = wantedOf("2.0.0");
    await world.settle();
    expect(world.repository.requests.map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  it("gets its protection back", async () => {
    await world.settle();
    if (world.host instanceof SimulatedGitLab) world.host.project(NAME).protection = undefined;
    else world.host.protections.delete(NAME);
    await world.settle();

    expect(world.host.isProtected(NAME)).toBe(true);
  });

  it("waits with the variable of a stage whose role is no member yet", async () => {
    const reason = { code: "role-not-member", text: "not yet", fix: "apply", for: "platform", stage: "prod" } as const;
    const [test, prod] = world.wanted.environments;
    world.wanted = wantedOf("1.0.0", { environments: [test, { ...prod, withheld: [reason] }] });
    const settled = await world.settle();

    expect(settled?.record).toMatchObject({ state: "waiting", reasons: [reason], environments: ["test"] });
    expect(world.variables()).toEqual({ test: `${ROLE}-test`, prod: undefined });
    expect(settled?.nextLook).toBeDefined();
  });

  it("gives production no role where nobody is known to release it", async () => {
    const [test, prod] = world.wanted.environments;
    world.wanted = wantedOf("1.0.0", { environments: [test, { ...prod, reviewers: ["acme/nobody"] }] });
    const settled = await world.settle();

    expect(settled?.record.state).toBe("blocked");
    expect(settled?.record.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["people-unknown", "protection-refused"]),
    );
    expect(world.variables()).toEqual({ test: `${ROLE}-test`, prod: undefined });
  });

  it.each([
    ["archived", "archived"],
    ["public", "public"],
  ] as const)("is reported where it is %s", async (member, code) => {
    world.addRepository()[member] = true;
    expect((await world.settle())?.record.reasons).toMatchObject([{ code }]);
    expect(world.repository.isEmpty).toBe(true);
  });

  it("is reported where its marker was damaged, and where it is of another template", async () => {
    await world.settle();
    world.repository.push("main", { ".smus/seed.json": "{}" });
    expect((await world.settle())?.record.reasons).toMatchObject([{ code: "marker-unreadable" }]);
    const { marker } = world.wanted;
    world.repository.push("main", { ".smus/seed.json": world.wanted.files.get(".smus/seed.json")?.text });
    world.wanted = { ...world.wanted, marker: { ...marker, template: "rag" } };
    expect((await world.settle())?.record.reasons).toMatchObject([{ code: "other-template", for: "platform" }]);
  });

  it("tells a host that is not reached as waiting at first, and as blocked when it stays so", async () => {
    world.fates = Array.from({ length: 4 }, () => "lost-before" as const);
    const first = await world.settle();
    expect(first?.record).toMatchObject({ state: "waiting", reasons: [{ code: "host-unreachable" }] });
    world.fates = Array.from({ length: 4 }, () => "lost-before" as const);
    expect((await world.settle())?.record.state).toBe("blocked");
    expect(world.beside.alarms).toHaveLength(1);
    expect((await world.settle())?.record.state).toBe("settled");
  });

  it("goes on when the host has asked to wait", async () => {
    world.fates = ["works", "long"];
    const settled = await world.settle();

    expect(settled?.record).toMatchObject({ state: "waiting", reasons: [{ code: "host-busy", for: "time" }] });
    expect(Date.parse(settled?.nextLook ?? "")).toBe(world.beside.now + 3_600_000);
    world.fates = ["throttled", "throttled"];
    expect((await world.settle())?.record.state).toBe("settled");
  });
});

describe("a repository on GitHub", () => {
  it("is seeded over a default branch of another name", async () => {
    const world = new World("github");
    if (world.host instanceof SimulatedGitHub) world.host.defaultBranch = "master";
    const settled = await world.settle();

    expect(settled?.record.state).toBe("settled");
    expect(world.repository.defaultBranch).toBe("main");
  });

  it("gives nothing a role on a plan without protection", async () => {
    const world = new World("github");
    if (world.host instanceof SimulatedGitHub) world.host.isFree = true;
    const settled = await world.settle();

    expect(settled?.record).toMatchObject({ state: "blocked", reasons: [{ code: "protection-refused" }] });
    expect(world.variables()).toEqual({ test: undefined, prod: undefined });
    expect(world.version).toBe("1.0.0");
  });
});

describe("a project on a GitLab without paid features", () => {
  it("gets what there is, and the notes say what there is not", async () => {
    const world = new World("gitlab");
    if (world.host instanceof SimulatedGitLab) world.host.isFree = true;
    const settled = await world.settle();

    expect(settled?.record).toMatchObject({ state: "settled", environments: ["test", "prod"] });
    expect(settled?.record.notes).toEqual([
      expect.stringContaining("asks for no approvals"),
      expect.stringContaining("does not protect environments"),
    ]);
  });
});
