import type { ChildProcess } from "node:child_process";

/**
 * Ctrl-C, once for the whole run.
 *
 * Children run in process groups of their own, so that a terminal's Ctrl-C reaches them only through us: terraform takes
 * a second interrupt as an order to stop without saving, and `npm run` delivers each Ctrl-C twice.
 */
export class Interruption {
  private readonly children = new Set<ChildProcess>();
  private firstAt: number | undefined;

  constructor(
    private readonly now: () => number = Date.now,
    /** Signals that arrive this soon after the first are echoes of it. */
    private readonly echoMilliseconds = 1000,
  ) {}

  /** Nothing new is started any more. */
  get stopping(): boolean {
    return this.firstAt !== undefined;
  }

  /** First call: children are asked to stop, and may finish what they do. Later calls: they are killed. */
  interrupt(): "asked" | "echo" | "killed" {
    if (this.firstAt === undefined) {
      this.firstAt = this.now();
      for (const child of this.children) child.kill("SIGINT");
      return "asked";
    }
    if (this.now() - this.firstAt < this.echoMilliseconds) return "echo";
    this.kill();
    return "killed";
  }

  /** Kills what still runs, plugins included. */
  kill(): void {
    for (const child of this.children) killGroup(child);
  }

  /** Registers a child until it ends. It must have been spawned `detached`. */
  track(child: ChildProcess): void {
    this.children.add(child);
    child.once("exit", () => this.children.delete(child));
    child.once("error", () => this.children.delete(child));
    if (this.stopping) child.kill("SIGINT");
  }
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // no such group: it ended in between
  }
  child.kill("SIGKILL");
}

/**
 * Connects the signals of this process to `interruption` and returns the function that disconnects them.
 *
 * When this process ends for another reason, what still runs is asked to stop, so that no lock is left behind.
 */
export function handleSignals(interruption: Interruption, say: (line: string) => void): () => void {
  const onSignal = (): void => {
    const effect = interruption.interrupt();
    if (effect === "asked")
      say("Interrupted: waiting for running stacks to finish what they do. Once more kills them.");
    if (effect === "killed") say("Killed. States may be locked; the next run says so and how to unlock them.");
  };
  const onExit = (): void => void interruption.interrupt();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  process.once("exit", onExit);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
    process.off("exit", onExit);
  };
}
