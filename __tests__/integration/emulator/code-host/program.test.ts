import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiOf, temporary } from "./harness";

const ROOT = join(__dirname, "..", "..", "..", "..");

/** Starts it as the sandbox's launcher does: by its file. */
const run = (...options: string[]) =>
  spawn(process.execPath, ["-r", "./bin/typescript.js", "packages/emulator/code-host/main.ts", ...options], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });

describe("the code hosts as a program", () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill("SIGKILL"));

  it("says on one line that they are ready and where, and ends with SIGTERM", async () => {
    const directory = temporary();
    const file = join(directory, "hosts.json");
    writeFileSync(file, JSON.stringify({ hosts: [{ key: "gitlab", type: "gitlab" }], content: {} }));
    const program = (child = run("--hosts", file, "--directory", directory));
    const [line] = (await once(program.stdout, "data")) as [Buffer];
    const said = JSON.parse(line.toString()) as { ready: boolean; control: string; hosts: { address: string }[] };
    expect(said).toMatchObject({ ready: true, hosts: [{ key: "gitlab", type: "gitlab" }] });
    expect(await apiOf(said.control, "")("GET", "/_code-hosts/health")).toMatchObject({
      body: { status: "ok", hosts: said.hosts },
    });
    expect(await apiOf(said.hosts[0].address, "")("GET", "/api/v4/version")).toMatchObject({ status: 401 });
    program.kill("SIGTERM");
    expect(await once(program, "exit")).toEqual([0, null]);
  });

  it("refuses to start without its hosts, with what it takes", async () => {
    const program = (child = run("--directory", temporary()));
    let said = "";
    program.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(program, "close")).toEqual([1, null]);
    expect(said).toContain("--hosts and --directory are needed");
  });
});
