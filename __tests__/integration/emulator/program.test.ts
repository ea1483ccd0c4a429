import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..", "..");

/** Starts it as the sandbox's launcher does: by its file. */
const run = (...options: string[]) =>
  spawn(process.execPath, ["-r", "./bin/typescript.js", "packages/emulator/main.ts", ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });

describe("the emulator as a program", () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill("SIGKILL"));

  it("says on one line that it is ready and on which port, answers there, and ends with SIGTERM", async () => {
    const emulator = (child = run("--python", "/no/such/python"));
    const [line] = (await once(emulator.stdout, "data")) as [Buffer];
    const { ready, port } = JSON.parse(line.toString()) as { ready: boolean; port: number };
    expect(ready).toBe(true);
    const health = await fetch(`http://127.0.0.1:${port}/_emulator/health`);
    expect(await health.json()).toEqual({ status: "ok", validating: false });
    emulator.kill("SIGTERM");
    expect(await once(emulator, "exit")).toEqual([0, null]);
  });

  it("refuses an unknown option with what it takes", async () => {
    const emulator = (child = run("--prot", "1"));
    let said = "";
    emulator.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(emulator, "close")).toEqual([1, null]);
    expect(said).toContain("Unknown option '--prot'");
    expect(said).toContain("[--port N]");
  });
});
