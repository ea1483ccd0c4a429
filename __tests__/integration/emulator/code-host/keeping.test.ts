import { request } from "node:https";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkServerIdentity } from "node:tls";
import { apiOf, git, gitToken, start, temporary } from "./harness";

const HOSTS = [{ key: "server", type: "github-enterprise-server" }] as const;
const FILE = { message: "First", content: Buffer.from("text\n").toString("base64") };

it("keeps everything over a restart, begins from what was saved, and forgets what came after when it is reset", async () => {
  const [directory, saved] = [temporary(), temporary()];
  const first = await start(HOSTS, { directory });
  const api = apiOf(`${first.url("server")}/api/v3`);
  await api("POST", "/orgs/acme/repos", { name: "model", private: true });
  await api("PUT", "/repos/acme/model/contents/README.md", FILE);
  const { body: user } = await api<{ id: number }>("GET", "/users/ada");
  first.save(saved);
  await first.stop();

  const second = await start(HOSTS, { directory });
  expect(await apiOf(`${second.url("server")}/api/v3`)("GET", "/repos/acme/model/contents/README.md")).toMatchObject({
    status: 200,
  });
  expect(await apiOf(`${second.url("server")}/api/v3`)("GET", "/users/ada")).toMatchObject({ body: { id: user.id } });
  await apiOf(`${second.url("server")}/api/v3`)("POST", "/orgs/acme/repos", { name: "later" });
  second.reset();
  expect(await apiOf(`${second.url("server")}/api/v3`)("GET", "/orgs/acme/repos")).toMatchObject({
    status: 200,
    body: [],
  });
  await second.stop();

  const third = await start(HOSTS, { load: saved });
  await git(temporary(), ...gitToken("robot-token"), "clone", "--quiet", `${third.url("server")}/acme/model.git`);
  await third.stop();
});

it("fails on request, before and after it has done what was asked, and lists all calls", async () => {
  const hosts = await start(HOSTS);
  const api = apiOf(`${hosts.url("server")}/api/v3`);
  const control = apiOf(hosts.controlUrl, "");
  const fault = (rule: object) =>
    control("POST", "/_code-hosts/faults", { service: "server", operation: "repos/create-in-org", ...rule });
  const create = (name: string) => api("POST", "/orgs/acme/repos", { name });
  const isThere = async (name: string) => (await api("GET", `/repos/acme/${name}`)).status === 200;

  await fault({ mode: "error-before", status: 502 });
  expect([(await create("a")).status, await isThere("a")]).toEqual([502, false]);
  await fault({ mode: "error-after-commit" });
  expect([(await create("b")).status, await isThere("b")]).toEqual([500, true]);
  await fault({ mode: "lost-response" });
  await expect(create("c")).rejects.toThrow();
  expect(await isThere("c")).toBe(true);
  await fault({ mode: "throttle" });
  const throttled = await create("d");
  expect([throttled.status, throttled.headers.get("retry-after"), await isThere("d")]).toEqual([403, "1", false]);
  expect((await create("d")).status).toBe(201);

  const { body } = await control<{ calls: { operation: string; status: number; fault?: string }[] }>(
    "GET",
    "/_code-hosts/log",
  );
  expect(
    body.calls
      .filter(({ operation }) => operation === "repos/create-in-org")
      .map(({ status, fault: mode }) => [status, mode]),
  ).toEqual([
    [502, "error-before"],
    [500, "error-after-commit"],
    [0, "lost-response"],
    [403, "throttle"],
    [201, undefined],
  ]);
  const listed = await control<{ repositories: { path: string; cloneUrl: string }[] }>(
    "GET",
    "/_code-hosts/repositories",
  );
  expect(listed.body.repositories.map(({ path }) => path)).toEqual(["acme/b", "acme/c", "acme/d"]);
  expect(await control("POST", "/_code-hosts/content", { nowhere: {} })).toMatchObject({ status: 404 });
  await hosts.stop();
});

it("speaks HTTPS under its public name, with a certificate of its own authority", async () => {
  const directory = temporary();
  const hosts = await start([{ key: "cloud", type: "github", url: "https://github.example.com" }], { directory });
  const ca = readFileSync(join(directory, "authority.pem"), "utf8");
  const address = hosts.hosts.get("cloud")?.secureAddress ?? "";
  const ask = (certificates: string | undefined) =>
    new Promise<string>((resolve, reject) => {
      const options = {
        headers: { authorization: "Bearer robot-token", "user-agent": "tests" },
        ...(certificates === undefined ? {} : { ca: certificates }),
        servername: "api.github.example.com",
        checkServerIdentity: (_host: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
          checkServerIdentity("api.github.example.com", certificate),
      };
      const sent = request(`${address}/orgs/acme`, options, (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
        answer.on("end", () => resolve(text));
      });
      sent.on("error", reject).end();
    });
  expect(JSON.parse(await ask(ca))).toMatchObject({
    url: "https://api.github.example.com/orgs/acme",
    html_url: "https://github.example.com/acme",
  });
  await expect(ask(undefined)).rejects.toThrow(/unable to verify|self.signed/);
  await hosts.stop();
});
