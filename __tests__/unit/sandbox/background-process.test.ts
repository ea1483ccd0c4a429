import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BackgroundProcess, commandLineOf } from "../../../sandbox/launcher/background-process";
import { answers } from "../../../sandbox/launcher/http";
import { freePort } from "../../../sandbox/launcher/ports";
import { isAlive, readSession, stopSession, writeSession } from "../../../sandbox/launcher/session-file";
import { claimDirectory } from "../../../sandbox/launcher/single-run";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "smus-launcher-"))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function start(script: string, ...args: string[]): BackgroundProcess {
  return BackgroundProcess.start({
    name: "dummy",
    file: process.execPath,
    arguments: ["-e", script, ...args],
    directory,
    environment: process.env,
    logFile: join(directory, "logs", "dummy.log"),
  });
}

const SERVE = `require("node:http").createServer((q, s) => s.end("{}")).listen(Number(process.argv[1]), "127.0.0.1")`;
/** Starts a child of its own, which must not survive either. */
const WITH_CHILD = `const c = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(()=>{},1000)"]); console.log(c.pid); setInterval(()=>{},1000)`;

test("is ready when the probe says so, and gone when stopped", async () => {
  const port = await freePort();
  const server = start(SERVE, String(port));
  await server.ready(() => answers(`http://127.0.0.1:${port}/`), 20);
  await server.stop();
  expect(await answers(`http://127.0.0.1:${port}/`)).toBe(false);
});

test("says why a process did not start, with the end of its log", async () => {
  const failing = start(`console.error("no module named moto"); process.exit(3)`);
  await expect(failing.ready(() => Promise.resolve(false), 20)).rejects.toMatchObject({
    message: `dummy did not start (exit code 3); log: ${join(directory, "logs", "dummy.log")}`,
    detail: expect.stringContaining("no module named moto") as string,
  });
});

test("gives up on a process that never gets ready", async () => {
  const silent = start("setInterval(() => {}, 1000)");
  try {
    await expect(silent.ready(() => Promise.resolve(false), 0.2)).rejects.toThrow("was not ready after 0.2 s; log:");
  } finally {
    await silent.stop();
  }
});

test("ends what the process itself has started", async () => {
  const parent = start(WITH_CHILD);
  const log = (): number => Number(readFileSync(parent.command.logFile, "utf8"));
  while (!(log() > 0)) await delay(20);
  const child = log();
  expect(commandLineOf(child)).toContain("setInterval");
  await parent.stop();
  while (commandLineOf(child)?.includes("setInterval")) await delay(20);
});

describe("a kept session", () => {
  const session = (motoPid: number, motoPort: number) => ({
    motoPort,
    emulatorPort: 1,
    motoPid,
    emulatorPid: 0x7ffffff0,
    environmentsDirectory: "/e",
    throttle: false,
    variables: {},
  });

  test("is remembered, ended by its process ids, and forgotten", async () => {
    const port = await freePort();
    const server = start(SERVE, String(port));
    await server.ready(() => answers(`http://127.0.0.1:${port}/`), 20);
    writeSession(directory, session(server.pid ?? 0, port));
    const kept = readSession(directory);
    expect(kept).toMatchObject({ motoPort: port });
    expect(await stopSession(directory, kept ?? session(0, 0))).toEqual(["moto"]);
    expect(readSession(directory)).toBeUndefined();
    expect(await answers(`http://127.0.0.1:${port}/`)).toBe(false);
  });

  test("ends the pool of running providers as well, and does without one", async () => {
    const port = await freePort();
    const server = start(SERVE, String(port));
    await server.ready(() => answers(`http://127.0.0.1:${port}/`), 20);
    const kept = { ...session(0x7ffffff0, 1), providersPid: server.pid, providersPort: port };
    expect(await isAlive({ ...kept, motoPort: port, emulatorPort: port })).toBe(true);
    expect(await stopSession(directory, kept)).toEqual(["providers"]);
    expect(await isAlive(kept)).toBe(false);
  });

  test("leaves a process alone that only has the id of one we started", async () => {
    const stranger = start("setInterval(() => {}, 1000)");
    expect(await stopSession(directory, session(stranger.pid ?? 0, 65000))).toEqual([]);
    expect(commandLineOf(stranger.pid ?? 0)).toBeDefined();
    await stranger.stop();
  });
});

test("refuses a second run in the same directory while the first is at work", async () => {
  const other = start(
    `require("node:fs").writeFileSync("running.pid", String(process.pid)); setInterval(() => {}, 1000)`,
  );
  const pid = String(other.pid);
  while (readPid() !== pid) await delay(20);
  expect(() => claimDirectory(directory)).toThrow(`another sandbox run (process ${pid}) is at work`);
  await other.stop();
  const release = claimDirectory(directory);
  expect(readPid()).toBe(String(process.pid));
  release();
  expect(readPid()).toBe("");
});

function readPid(): string {
  try {
    return readFileSync(join(directory, "running.pid"), "utf8");
  } catch {
    return "";
  }
}
