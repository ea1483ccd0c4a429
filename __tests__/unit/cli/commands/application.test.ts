import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REGISTRY } from "../../../../cli/commands";
import { RunDisplay } from "../../../../runner/progress";
import { Interruption } from "../../../../runner/terraform";
import { eventOf, PERSONAS, World, type Persona } from "../../functions/application-api/world";

const wish = {
  ...{ name: "sales-reports", unit: "sales-emea", profile: "analytics", purpose: "Reports" },
  members: [{ user: "ann", designation: "PROJECT_OWNER" }],
};
const wishFile = join(mkdtempSync(join(tmpdir(), "wish-")), "wish.json");
writeFileSync(wishFile, JSON.stringify(wish));

let world: World;
let server: Server;
let seen: { readonly authorization?: string; readonly key?: string }[];
const persona: Persona = PERSONAS["unit-lead"];

/** The API itself, behind an HTTP server: an authorizer that has let the lead in stands before it. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { authorization, "idempotency-key": key } = request.headers;
      seen.push({ authorization, ...(key === undefined ? {} : { key: String(key) }) });
      const body = Buffer.concat(chunks).toString();
      const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": String(key) };
      const event = eventOf(persona, request.method ?? "", request.url ?? "", body === "" ? undefined : body, headers);
      void world.send(event).then(({ statusCode, body: answer, headers: said }) => {
        response.writeHead(statusCode, said).end(answer);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  world = new World();
  seen = [];
});

async function run(name: string, argv: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const printed: string[] = [];
  const command = await REGISTRY.get(`application:${name}`)!();
  const exitCode = await command.run({
    argv,
    environment: { SMUS_APPLICATION_URL: url, SMUS_APPLICATION_TOKEN: "token", ...environment },
    interruption: new Interruption(),
    display: new RunDisplay(process.stderr),
    print: (text) => printed.push(text),
  });
  return { exitCode, text: printed.join("\n") };
}

describe("the commands for projects that people ask for", () => {
  it("list requests and projects, and show one", async () => {
    expect(await run("requests", ["--state", "held"])).toEqual({
      exitCode: 0,
      text: expect.stringMatching(/^pr-1\tsales-emea\tsales-reports\tPeople decide\.\nmore: --cursor \S+$/) as string,
    });
    expect(world.office.errands.at(-1)?.errand).toMatchObject({ ask: "requests", state: "held" });
    expect((await run("requests", ["pr-1"])).text).toMatch(
      /^sales-reports \(sales-emea\): People decide\.\nrequest: pr-1$/,
    );
    expect((await run("projects", [])).text).toBe("project-1\t-\tsales-reports\tasked-for, ready");
    expect((await run("projects", ["project-1"])).text).toMatch(/asked-for, ready\nproject: project-1/);
    expect(JSON.parse((await run("projects", ["project-1", "--json"])).text)).toMatchObject({ id: "project-1" });
    expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer token"]));
  });

  it("ask for a project, each time with a key", async () => {
    expect(await run("ask-project", ["--wish", wishFile, "--dry-run"])).toEqual({
      exitCode: 0,
      text: "sales-reports: nothing is wrong; account: that of the profile",
    });
    expect(world.office.done).toEqual([]);
    expect(await run("ask-project", ["--wish", wishFile])).toEqual({ exitCode: 0, text: "pr-1: People decide." });
    await run("ask-project", ["--wish", wishFile, "--key", "my-key-0001"]);
    const keys = seen.map(({ key }) => key);
    expect(keys).toEqual([undefined, expect.stringMatching(/^[0-9a-f-]{36}$/), "my-key-0001"]);
  });

  it("decide and retire", async () => {
    await run("decide", ["pr-1", "--reject", "no"]);
    expect(world.office.errands.at(-1)?.errand).toEqual({ ask: "decide", id: "pr-1", outcome: "reject", reason: "no" });
    const { text } = await run("retire", ["project-1", "--reason", "over", "--dry-run"]);
    expect(text).toBe("dry run: it would take away");
    expect(world.office.errands.at(-1)?.errand).toMatchObject({ ask: "retire", acknowledge: false, dryRun: true });
  });

  it("tell what is wrong, each thing in a line, and end with an error", async () => {
    const problems = [{ code: "name-taken", at: "name", message: "Choose another." }];
    world.office.refusal = { refused: "problems", message: "Something is wrong.", problems };
    await expect(run("ask-project", ["--wish", wishFile])).rejects.toThrow(
      "Something is wrong. [not-possible]\n  body name: Choose another.",
    );
    await expect(run("requests", ["none"])).rejects.toThrow("[not-found]");
    await expect(run("decide", ["pr-1"])).rejects.toThrow("either --approve or --reject");
    await expect(run("decide", ["--approve", "yes"])).rejects.toThrow("which request?");
    await expect(run("retire", ["project-1"])).rejects.toThrow("give --reason");
  });

  it("send a token by https only, and never without one or to an address that is none", async () => {
    const at = (SMUS_APPLICATION_URL: string | undefined) => run("projects", [], { SMUS_APPLICATION_URL });
    await expect(at("http://api.example.com")).rejects.toThrow("by https only");
    await expect(at("api")).rejects.toThrow("which API?");
    await expect(at(undefined)).rejects.toThrow("which API?");
    await expect(run("projects", [], { SMUS_APPLICATION_TOKEN: "a\nb" })).rejects.toThrow("SMUS_APPLICATION_TOKEN");
    await expect(at("http://127.0.0.1:1")).rejects.toThrow("does not answer");
    expect(seen).toEqual([]);
  });
});
