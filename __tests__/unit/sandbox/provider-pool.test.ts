import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { takeLease } from "../../../runner/terraform/provider-lease";
import { startPoolServer, type PoolServer } from "../../../sandbox/providers/pool-server";
import type { PoolContents } from "../../../sandbox/providers/provider-pool";
import { exists, LOCAL, pidOf, placeOf, writeFakeProvider } from "./support/fake-provider";

let directory: string;
let binary: string;
let server: PoolServer;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "smus-pool-"));
  binary = writeFakeProvider(directory);
  server = await startPoolServer({ idleLimit: 2 });
});
afterEach(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

const url = (): string => `http://127.0.0.1:${server.port}`;
const contents = async () => (await (await fetch(`${url()}/health`)).json()) as PoolContents;
async function take(environment: Record<string, string> = LOCAL, stack = directory) {
  const lease = await takeLease(url(), { directory: stack, types: [], binary, environment });
  return { ...lease, pid: pidOf(lease.reattach) };
}
async function gone(...pids: number[]): Promise<void> {
  while (pids.some(exists)) await delay(20);
}

test("gives a provider to one run at a time, and to the next after a clean end", async () => {
  const [first, second] = [await take(), await take()];
  expect(first.pid).not.toBe(second.pid);
  expect(await contents()).toEqual({ leased: [first.pid, second.pid], idle: [] });
  await first.end(true);
  expect(await contents()).toEqual({ leased: [second.pid], idle: [first.pid] });
  expect((await take()).pid).toBe(first.pid);
});

test("starts another for another environment: it would act as somebody else", async () => {
  const first = await take();
  await first.end(true);
  const other = await take({ ...LOCAL, AWS_REGION: "eu-central-1" });
  expect(other.pid).not.toBe(first.pid);
  await other.end(true);
  expect((await take({ AWS_REGION: LOCAL.AWS_REGION, AWS_ENDPOINT_URL: LOCAL.AWS_ENDPOINT_URL })).pid).toBe(first.pid);
});

test("finds the files of the stack that it serves under relative paths, and none of the one before", async () => {
  const [one, other] = ["one", "other"].map((name) => join(directory, name));
  mkdirSync(join(one, "assets"), { recursive: true });
  writeFileSync(join(one, "assets", "code.zip"), "one");
  mkdirSync(other);
  writeFileSync(join(other, "only-here.txt"), "other");
  const first = await take(LOCAL, one);
  const place = placeOf(first.reattach);
  expect(readFileSync(join(place, "assets/code.zip"), "utf8")).toBe("one");
  await first.end(true);
  expect((await take(LOCAL, other)).pid).toBe(first.pid);
  expect(readdirSync(place)).toEqual(["only-here.txt"]);
  expect(readFileSync(join(place, "only-here.txt"), "utf8")).toBe("other");
});

test("ends a provider whose run was interrupted", async () => {
  const lease = await take();
  await lease.end(false);
  await gone(lease.pid);
  expect(await contents()).toEqual({ leased: [], idle: [] });
});

test("ends a provider whose run was killed: the connection is closed, and nobody has given it back", async () => {
  const connection = new AbortController();
  const answer = await fetch(`${url()}/leases`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ directory, types: [], binary, environment: LOCAL }),
    signal: connection.signal,
  });
  const first = (await answer.body?.getReader().read()) as { value: Uint8Array };
  const { reattach } = JSON.parse(Buffer.from(first.value).toString()) as { reattach: object };
  const pid = pidOf(JSON.stringify(reattach));
  expect(exists(pid)).toBe(true);
  connection.abort();
  await gone(pid);
  expect(await contents()).toEqual({ leased: [], idle: [] });
});

test("keeps as many idle ones as it may, and ends the one that has waited longest", async () => {
  const leases = [await take(), await take(), await take()];
  for (const lease of leases) await lease.end(true);
  const [oldest, ...kept] = leases.map(({ pid }) => pid);
  await gone(oldest ?? 0);
  expect((await contents()).idle).toEqual(kept);
});

test("notices that an idle provider has ended by itself", async () => {
  const lease = await take();
  await lease.end(true);
  process.kill(lease.pid, "SIGKILL");
  while ((await contents()).idle.length > 0) await delay(20);
  expect((await take()).pid).not.toBe(lease.pid);
});

test("says that a provider does not start", async () => {
  await expect(take({ ...LOCAL, AWS_FAIL: "1" })).rejects.toThrow("the provider did not start (exit code 3)");
});

test("ends all providers when it ends", async () => {
  const [leased, idle] = [await take(), await take()];
  await idle.end(true);
  await server.stop();
  await gone(leased.pid, idle.pid);
});

test.each(["SIGTERM", "SIGKILL"] as const)("leaves no provider behind when its program ends by %s", async (signal) => {
  const root = resolve(__dirname, "../../..");
  const program = spawn(process.execPath, ["-r", "./bin/typescript.js", "sandbox/providers/main.ts"], { cwd: root });
  const [line] = await new Promise<string[]>((done) =>
    createInterface({ input: program.stdout }).once("line", (text) => done([text])),
  );
  const { port } = JSON.parse(line ?? "{}") as { port: number };
  const lease = await takeLease(`http://127.0.0.1:${port}`, { directory, types: [], binary, environment: LOCAL });
  expect(exists(pidOf(lease.reattach))).toBe(true);
  program.kill(signal);
  await gone(pidOf(lease.reattach));
  await lease.end(true);
});

describe("what could reach real accounts", () => {
  test.each([
    ["AWS_ENDPOINT_URL is not set", { AWS_REGION: "eu-west-1" }],
    ["AWS_ENDPOINT_URL is not set", { AWS_ENDPOINT_URL: "" }],
    ["AWS_ENDPOINT_URL is not plain HTTP on this machine", { AWS_ENDPOINT_URL: "https://sts.amazonaws.com" }],
    ["AWS_ENDPOINT_URL is not plain HTTP on this machine", { AWS_ENDPOINT_URL: "http://127.0.0.1@example.com" }],
    ["AWS_ENDPOINT_URL is not plain HTTP on this machine", { AWS_ENDPOINT_URL: "http://127.0.0.1.example.com" }],
    ["AWS_ENDPOINT_URL_S3 is not plain HTTP on this machine", { ...LOCAL, AWS_ENDPOINT_URL_S3: "http://10.0.0.1" }],
    ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is set", { ...LOCAL, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }],
  ])("is refused: %s (%j)", async (reason, environment) => {
    await expect(take(environment as Record<string, string>)).rejects.toThrow(
      `running providers are for the local sandbox only, and ${reason}`,
    );
    expect(await contents()).toEqual({ leased: [], idle: [] });
  });

  test.each(["http://localhost:1", "http://127.1.2.3:1", "http://[::1]:1"])("%s cannot", async (endpoint) => {
    const lease = await take({ AWS_ENDPOINT_URL: endpoint });
    await lease.end(false);
  });
});

test("starts nothing but the provider, and nothing that a page in a browser asks for", async () => {
  await expect(takeLease(url(), { directory, types: [], binary: "/bin/sh", environment: LOCAL })).rejects.toThrow(
    "binary must be the absolute path of a terraform-provider-aws",
  );
  const body = JSON.stringify({ directory, types: [], binary, environment: LOCAL });
  const asForm = await fetch(`${url()}/leases`, { method: "POST", body });
  expect([asForm.status, await asForm.text()]).toEqual([400, "the content type must be application/json\n"]);
});
