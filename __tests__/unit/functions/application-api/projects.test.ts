import fc from "fast-check";
import { officeEvent } from "../../../../contracts/application/project-office";
import type { OfficeRefusal } from "../../../../contracts/application/projects/answers";
import { PERSONAS, SETTINGS, World } from "./world";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly code: string;
    readonly detail: string;
    readonly id?: string;
    readonly next?: string;
    readonly people?: unknown;
    readonly decidedBy?: unknown;
    readonly projectUses?: unknown;
    readonly faults?: readonly { readonly at: string }[];
  };
}

const lead = PERSONAS["unit-lead"];
const wish = {
  ...{ name: "sales-reports", unit: "sales-emea", profile: "analytics", purpose: "Reports" },
  members: [{ user: "ann", designation: "PROJECT_OWNER" }],
};
const ask = (world: World, body: unknown = wish, headers?: Record<string, string>): Promise<Answer> =>
  world.ask(lead, "POST", "/v1/projects/requests", body, headers);

/** Routes that change something, with bodies that they take. */
const CHANGES = {
  "projects/requests": ["request", wish],
  "projects/requests/pr-1/decision": ["decide", { outcome: "approve", reason: "fine" }],
  "projects/project-1/members": ["members", { members: wish.members }],
  "projects/project-1/transfer": ["transfer", { owner: { user: "bob" } }],
  "projects/project-1/extension": ["extend", { days: 30 }],
  "projects/project-1/retirement": ["retire", { reason: "over" }],
} as const;
const PATHS = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

describe("a request for a project through the API", () => {
  it("is handed to the office with the caller as it was proved, and shown with names", async () => {
    const world = new World();
    const { status, body } = await ask(world);
    expect([status, body.id, body.people]).toEqual([202, "pr-1", { "profile-ann": "ann" }]);
    const sent = world.office.errands.at(-1)!;
    expect(officeEvent.safeParse({ office: sent }).success).toBe(true);
    expect(sent).toMatchObject({
      caller: { id: "sub-lea", kind: "person", profileId: "profile-lea", leads: ["sales-emea"] },
      errand: { ask: "request", wish: { ...wish, account: "choose", parameters: {} } },
    });
  });

  it("has one key for the same wish of a day, another for another, and the sender's where there is one", async () => {
    const world = new World();
    const keyOf = async (body: unknown, headers?: Record<string, string>): Promise<string> => {
      await ask(world, body, headers);
      return (world.office.errands.at(-1)!.errand as { readonly key: string }).key;
    };
    const first = await keyOf(wish);
    expect(await keyOf({ ...wish, account: "choose" })).toBe(first);
    expect(await keyOf({ ...wish, purpose: "Others" })).not.toBe(first);
    expect(await keyOf(wish, { "idempotency-key": "my-key-0001" })).toBe("my-key-0001");
    world.now = "2026-11-11T10:00:00.000Z";
    expect(await keyOf(wish)).not.toBe(first);
  });

  it("is not offered where nobody makes projects", async () => {
    const world = new World();
    world.use(SETTINGS, { office: undefined });
    const { status, body } = await ask(world);
    expect([status, body.code]).toEqual([404, "projects-not-offered"]);
  });
});

describe("a refusal of the office", () => {
  const refusals: readonly (readonly [OfficeRefusal, number, string])[] = [
    [{ refused: "busy", message: "Again." }, 503, "service-busy"],
    [{ refused: "key-reused", message: "Another key." }, 422, "key-used-otherwise"],
    [{ refused: "not-held", message: "Later." }, 409, "not-held"],
    [{ refused: "own-request", message: "Others." }, 403, "own-request"],
    [{ refused: "outrun", message: "Look again." }, 409, "changed-since"],
    [{ refused: "standing-project", message: "In the configuration." }, 409, "standing-project"],
    [{ refused: "person-not-known", message: "Sign in." }, 403, "person-not-known"],
  ];

  it.each(refusals)("%j is the problem %i %s", async (refusal, status, code) => {
    for (const path of PATHS) {
      const world = new World();
      world.office.refusal = refusal;
      const answer: Answer = await world.ask(lead, "POST", `/v1/${path}`, CHANGES[path][1]);
      expect([path, answer.status, answer.body.code, answer.body.detail]).toEqual([
        path,
        status,
        code,
        refusal.message,
      ]);
      expect(answer.headers["retry-after"]).toBe(status === 503 ? "5" : undefined);
    }
  });

  it("tells what is wrong, who uses the data, and by name who has decided", async () => {
    const world = new World();
    const uses = { heldByOthers: [{ id: "s", project: "Marketing", asset: "orders" }], own: [], published: [] };
    const problems = [{ code: "name-taken", at: "name", message: "Choose another." }];
    world.office.refusal = { refused: "problems", message: "Choose another.", problems };
    expect(await ask(world)).toMatchObject({ status: 422, body: { faults: [{ in: "body", ...problems[0] }] } });
    const still = { ...uses, dataSources: [], environments: [] };
    world.office.refusal = { refused: "still-used", message: "Marketing.", uses: still };
    const retired: Answer = await world.ask(lead, "POST", "/v1/projects/project-1/retirement", { reason: "over" });
    expect([retired.status, retired.body.projectUses]).toEqual([409, still]);
    world.office.refusal = { refused: "already-decided", message: "Too late.", decidedBy: "profile-sue" };
    const path = "/v1/projects/requests/pr-1/decision";
    const decided: Answer = await world.ask(lead, "POST", path, { outcome: "reject", reason: "no" });
    expect([decided.status, decided.body.decidedBy]).toEqual([409, ["sue"]]);
  });
});

describe("a key that is sent again", () => {
  it("is answered as before without the office, and done again where the answer was lost", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PATHS),
        fc.array(fc.constantFrom("works", "lost", "busy", "broken"), { minLength: 1, maxLength: 6 }),
        async (path, fates) => {
          const world = new World();
          const headers = { "idempotency-key": "key-00001" };
          let first: Answer | undefined;
          for (const fate of fates) {
            const before = world.office.done.length;
            world.office.fault = {
              works: undefined,
              busy: undefined,
              lost: Object.assign(new Error("no answer"), { name: "TimeoutError", $metadata: {} }),
              broken: new Error("the function of projects failed"),
            }[fate];
            world.office.refusal = fate === "busy" ? { refused: "busy", message: "Again." } : undefined;
            const answer: Answer = await world.ask(lead, "POST", `/v1/${path}`, CHANGES[path][1], headers);
            if (first !== undefined) {
              // Whatever the office would say now: the answer of the first time stands.
              expect([answer.body, world.office.done.length]).toEqual([first.body, before]);
              continue;
            }
            expect(answer.status).toBe(
              { works: path === "projects/requests" ? 202 : 200, lost: 503, busy: 503, broken: 500 }[fate],
            );
            if (fate === "works") first = answer;
          }
          // Every errand of one key is the same errand: the office knows it again.
          const sent = world.office.errands.filter(({ errand }) => errand.ask === CHANGES[path][0]);
          expect(new Set(sent.map((one) => JSON.stringify(one))).size).toBe(sent.length === 0 ? 0 : 1);
        },
      ),
      { numRuns: 120, seed: 13 },
    );
  });
});

describe("bodies of any form", () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(...PATHS).chain((path) =>
      fc.record({ member: fc.string(), value: fc.jsonValue() }).map(({ member, value }) => ({
        ...(CHANGES[path][1] as object),
        ...(JSON.parse(JSON.stringify({ [member]: value })) as object),
      })),
    ),
    fc.constantFrom<unknown>(
      { ...wish, __proto__: { unit: "x" } },
      { ...wish, account: "1234" },
      { ...wish, members: [{ user: "a", group: "b", designation: "PROJECT_OWNER" }] },
      { ...wish, parameters: { Tooling: { size: 5 } } },
      { outcome: "approve" },
      { members: wish.members, dryRun: "yes" },
      { owner: {} },
      { days: 1e9 },
      { reason: "  " },
    ),
  );

  it("are refused by name, or are errands of the contract; nothing else reaches the office", async () => {
    const reached = { yes: 0, no: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), odd, async (path, body) => {
        const world = new World();
        const { status, body: problem }: Answer = await world.ask(lead, "POST", `/v1/${path}`, body);
        expect([200, 202, 400, 403, 404]).toContain(status);
        if (status === 400) expect(problem.faults?.length).toBeGreaterThan(0);
        const done = world.office.errands.filter(({ errand }) => errand.ask === CHANGES[path][0]);
        reached[done.length > 0 ? "yes" : "no"]++;
        expect(done.length > 0).toBe(status === 200 || status === 202);
        for (const office of done)
          expect(officeEvent.safeParse(JSON.parse(JSON.stringify({ office }))).success).toBe(true);
      }),
      { numRuns: 400, seed: 13 },
    );
    expect([reached.yes > 0, reached.no > 0]).toEqual([true, true]);
  });
});

describe("a list of projects or requests", () => {
  it("goes on at the office's place, for the same filters alone", async () => {
    const world = new World();
    const auditor = PERSONAS.auditor;
    const first: Answer = await world.ask(auditor, "GET", "/v1/projects/requests?state=held&limit=1");
    const on = (query: string): Promise<Answer> => world.ask(auditor, "GET", `/v1/projects/requests?${query}`);
    expect((await on(`state=held&limit=2&cursor=${first.body.next}`)).status).toBe(200);
    expect(world.office.errands.at(-1)?.errand).toEqual({ ask: "requests", state: "held", limit: 2, behind: "place" });
    expect((await on(`state=active&cursor=${first.body.next}`)).body.code).toBe("invalid-cursor");
    expect((await on("state=lost&only=all")).body.faults?.map(({ at }) => at)).toEqual(["only", "state"]);
  });
});
