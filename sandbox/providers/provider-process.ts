import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AWS_PROVIDER, type LeaseRequest } from "../../runner/terraform/provider-lease";
import { SchemaProxy } from "./schema-proxy";

/**
 * The provider does not notice that whoever started it is gone. Beside it in its group therefore waits a shell on a pipe
 * that only the pool holds open: when it closes, for whatever reason, the shell ends the group.
 */
const WATCHED = `exec 3<&0
(read -r line; rm -rf -- "$2"; kill -KILL 0) <&3 3<&- >/dev/null 2>&1 &
exec "$1" -debug </dev/null 3<&-`;

/** With `-debug` it logs every call in full, which costs more than the calls, unless each of its loggers is told not to. */
const QUIET = Object.fromEntries(
  ["PROVIDER", "PROVIDER_AWS", "SDK", "SDK_PROTO", "SDK_MUX", "SDK_FRAMEWORK", "SDK_HELPER_SCHEMA"].map((n) => [
    `TF_LOG_${n}`,
    "OFF",
  ]),
);

/** A busy machine reads 700 MB of provider slowly. */
const START_LIMIT_MILLISECONDS = 120_000;

/** A provider that waits for terraform: one process, leader of its own group. */
export class ProviderProcess {
  private ended = false;

  private constructor(
    private readonly child: ChildProcess,
    /** For its socket and its working directory. */
    private readonly directory: string,
    private readonly proxy: SchemaProxy,
    /** Value of `TF_REATTACH_PROVIDERS`. */
    readonly reattach: object,
  ) {
    child.once("exit", () => this.end());
  }

  /**
   * Starts a provider and waits until it says where it listens.
   *
   * @param schemas what providers have said of their types, by executable
   * @throws Error where it ends before, or says nothing in two minutes
   */
  static async start(
    { binary, environment }: LeaseRequest,
    schemas: Map<string, Promise<Buffer>>,
  ): Promise<ProviderProcess> {
    const directory = mkdtempSync(join(tmpdir(), "smus-provider-"));
    mkdirSync(workplace(directory));
    const { PATH, HOME } = process.env;
    const child = spawn("/bin/sh", ["-c", WATCHED, "provider", binary, directory], {
      cwd: workplace(directory),
      env: {
        PATH,
        HOME,
        ...QUIET,
        ...environment,
        TMPDIR: directory,
        // A file in the home directory could say otherwise, and the endpoints would no longer be those of the sandbox.
        AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
      },
      stdio: ["pipe", "pipe", "inherit"],
      detached: true,
    });
    child.stdin.on("error", () => undefined); // nothing is ever written to it
    try {
      const attachment = await reattachLine(child);
      const socket = join(directory, "schema.sock");
      const proxy = await SchemaProxy.listen(socket, attachment.Addr.String, { binary, schemas });
      const throughProxy = { ...attachment, Addr: { Network: "unix", String: socket } };
      return new ProviderProcess(child, directory, proxy, { [AWS_PROVIDER]: throughProxy });
    } catch (error) {
      killGroup(child, directory);
      throw error;
    }
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** True while it can serve. */
  get running(): boolean {
    return !this.ended && this.child.exitCode === null && this.child.signalCode === null;
  }

  /**
   * Puts everything of a stack's directory where the provider looks for relative paths, such as the code of a function: a
   * provider that terraform starts is in that directory, and a process cannot be moved from outside.
   *
   * @param types of resources and data sources that the run needs
   */
  enter(stack: string, types: readonly string[]): void {
    this.proxy.serveTypes(types);
    const place = workplace(this.directory);
    for (const name of readdirSync(place)) rmSync(join(place, name), { recursive: true, force: true });
    for (const name of readdirSync(stack)) symlinkSync(join(stack, name), join(place, name));
  }

  /** Told once when it has ended, whoever ended it. */
  onExit(listener: () => void): void {
    this.child.once("exit", listener);
  }

  /** Kills it: an idle one has nothing to lose, and another may be in the middle of what nobody waits for. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.proxy.close();
    killGroup(this.child, this.directory);
  }
}

/** The directory that a provider runs in, below its own. */
const workplace = (directory: string): string => join(directory, "stack");

function killGroup(child: ChildProcess, directory: string): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // no such group: it ended by itself, and the shell beside it
  }
  child.stdin?.destroy();
  rmSync(directory, { recursive: true, force: true });
}

/** Description that a provider gives of itself; it has more members than these, and terraform is to get all of them. */
interface Attachment {
  readonly Addr: { readonly String: string };
}

function reattachLine(child: ChildProcess): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const limit = START_LIMIT_MILLISECONDS;
    const timer = setTimeout(() => reject(new Error(`the provider was not ready after ${limit / 1000} s`)), limit);
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new Error(`the provider did not start (${reason})`));
    };
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => fail(signal ?? `exit code ${code}`));
    if (child.stdout === null) return fail("no output");
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = parseReattach(line);
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}

/** `TF_REATTACH_PROVIDERS='{...}'`, as the provider prints it for people. */
function parseReattach(line: string): Attachment | undefined {
  const text = /TF_REATTACH_PROVIDERS='(\{.*\})'/.exec(line)?.[1];
  if (text === undefined) return undefined;
  try {
    return (JSON.parse(text) as Record<string, Attachment>)[AWS_PROVIDER];
  } catch {
    return undefined;
  }
}
