import fc from "fast-check";
import { MARKER_FILE } from "../../../../seeds";
import { SimulatedGitLab } from "./simulated/gitlab";
import { type Fate, NAME, ROLE, wantedOf, World } from "./simulated/world";

/** Things that happen, to a repository or beside it. */
const ACTIONS = {
  settle: (world: World) => world.settle(),
  /** Two at once, as when a claim has lapsed. */
  twice: async (world: World) => {
    world.beside.ignoresClaims = true;
    await Promise.all([world.settle(), world.settle()]);
    world.beside.ignoresClaims = false;
  },
  edit: onSeeded((world) => world.repository.push("main", { "README.md": "by hand\n" })),
  remove: onSeeded((world) => world.repository.push("main", { "tools/run.py": undefined })),
  add: onSeeded((world) => world.repository.push("main", { "new.txt": "somebody's\n" })),
  next: (world: World) => void (world.wanted = wantedOf("1.1.0")),
  last: (world: World) => void (world.wanted = wantedOf("2.0.0")),
  merge: onSeeded((world) => {
    const open = world.repository.openRequest();
    if (open !== undefined) world.repository.merge(open);
  }),
  close: onSeeded((world) => {
    const open = world.repository.openRequest();
    if (open !== undefined) open.state = "closed";
  }),
  commitToRequest: onSeeded((world) => {
    const open = world.repository.openRequest();
    if (open !== undefined) world.repository.push(open.branch, { "extra.txt": "extra\n" });
  }),
  unprotect: onSeeded((world) => {
    if (world.host instanceof SimulatedGitLab) world.host.project(NAME).protection = undefined;
    else world.host.protections.delete(NAME);
  }),
  tableLost: (world: World) => void (world.beside.record = undefined),
} as const;
type Action = keyof typeof ACTIONS;

function onSeeded(action: (world: World) => void): (world: World) => void {
  return (world) => {
    if (world.isThere && MARKER_FILE in world.texts()) action(world);
  };
}

const actions = fc.array(fc.constantFrom(...(Object.keys(ACTIONS) as Action[])), { maxLength: 12 });
const fates = fc.array(
  fc.constantFrom<Fate>(
    ...(["works", "works", "works", "works", "waits", "waits"] as const),
    ...(["lost-before", "lost-after", "error-before", "error-after", "throttled", "long"] as const),
  ),
  { maxLength: 200 },
);
const type = fc.constantFrom("github" as const, "gitlab" as const);

describe("whatever happens to a repository on its way", () => {
  it("ends once, protected, with people's files as they are, and with one merge request at most", async () => {
    await fc.assert(
      fc.asyncProperty(type, actions, fates, async (host, happens, fate) => {
        const world = new World(host);
        world.fates = [...fate];
        for (const action of happens) {
          await ACTIONS[action](world);
          expect(openRequests(world)).toBeLessThanOrEqual(1);
        }
        world.fates = [];
        await world.settle();
        await world.settle();
        const settled = await world.settle();
        // The hosts in memory refuse to write over people's files, and to tell a role before its protection.
        expect(world.host.created).toBe(1);
        expect(openRequests(world)).toBeLessThanOrEqual(1);
        expect(world.host.isProtected(NAME)).toBe(true);
        expect(world.variables()).toEqual({ test: `${ROLE}-test`, prod: `${ROLE}-prod` });
        for (const [path, text] of world.repository.peoples) expect(world.texts()[path]).toBe(text);
        const { state, mergeRequest, reasons } = settled?.record ?? {};
        if (world.version === world.wanted.marker.version) expect(state).toBe("settled");
        else if (mergeRequest?.state === "declined") expect(state).toBe("settled");
        else expect(reasons?.map(({ code }) => code)).toEqual([expect.stringMatching(/^upgrade-(open|edited)$/)]);
      }),
      { numRuns: 150 },
    );
  });

  it("never changes anything again once it has settled", async () => {
    await fc.assert(
      fc.asyncProperty(type, fates, async (host, fate) => {
        const world = new World(host);
        world.fates = [...fate];
        for (let run = 0; run < 3; run++) await world.settle();
        world.fates = [];
        await world.settle();
        const before = world.host.requests.length;
        await world.settle();
        expect(world.host.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves a file of a person who was faster than the first commit", async () => {
    await fc.assert(
      fc.asyncProperty(type, fc.integer({ min: 1, max: 12 }), async (host, after) => {
        const world = new World(host);
        world.addRepository();
        let count = 0;
        const { send } = world.host;
        // A person pushes between two requests of ours.
        world.intercept = async (request) => {
          const answer = await send(request);
          if (++count === after) world.repository.push("main", { "mine.txt": "mine\n" });
          return answer;
        };
        await world.settle();
        await world.settle();
        if (count < after) return;
        expect(world.texts()["mine.txt"]).toBe("mine\n");
      }),
    );
  });
});

const openRequests = (world: World): number =>
  world.isThere ? world.repository.requests.filter(({ state }) => state === "open").length : 0;
