import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { RunnerError } from "../errors";
import type { TerraformBinary } from "./binary";
import type { Interruption } from "./interruption";
import { logText, parseMessage, type Diagnostic, type TerraformMessage } from "./messages";
import { RunningProviders } from "./running-providers";

/** One call of terraform. */
export interface TerraformCall {
  readonly directory: string;
  readonly arguments: readonly string[];
  /**
   * Value of `TF_WORKSPACE`.
   *
   * @default - unset, as `init` and `workspace` need it for a workspace that does not exist yet
   */
  readonly workspace?: string;
  /** Appended to, with the command and what it printed. */
  readonly logFile: string;
  readonly onMessage?: (message: TerraformMessage) => void;
  /**
   * True where standard output goes to the log file.
   *
   * @default true
   */
  readonly logsOutput?: boolean;
}

/** Outcome of a call. */
export interface TerraformOutcome {
  readonly exitCode: number;
  /** Lines of standard output as they came. */
  readonly lines: readonly string[];
  /** Diagnostics of severity error. Text that is no diagnostic becomes one when the call failed without any. */
  readonly errors: readonly Diagnostic[];
}

/** An outcome, and the signal that ended the process, if one did. */
interface ChildEnd {
  readonly outcome: TerraformOutcome;
  readonly signal: NodeJS.Signals | null;
}

/** Runs terraform: no prompts, no colours, no telemetry, output to a log file. */
export class Terraform {
  private readonly providers: RunningProviders | undefined;

  /** @throws RunnerError where running providers of a sandbox are named, and the environment is not that of a sandbox */
  constructor(
    readonly binary: TerraformBinary,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly interruption: Interruption,
  ) {
    this.providers = RunningProviders.of(environment);
  }

  /** True where a sandbox's running providers are used. */
  get usesRunningProviders(): boolean {
    return this.providers !== undefined;
  }

  /** Runs one command to its end. Never throws because of terraform's exit code. */
  async run(call: TerraformCall): Promise<TerraformOutcome> {
    mkdirSync(dirname(call.logFile), { recursive: true });
    const log = createWriteStream(call.logFile, { flags: "a" });
    log.write(
      `\n$ ${call.workspace === undefined ? "" : `TF_WORKSPACE=${call.workspace} `}terraform ${call.arguments.join(" ")}\n`,
    );
    const lease = await this.providers?.attach(call, (line) => void log.write(`${line}\n`));
    let clean = false;
    try {
      const { outcome, signal } = await this.spawn(call, log, lease?.reattach);
      clean = signal === null && !this.interruption.stopping;
      return outcome;
    } finally {
      await lease?.end(clean);
      await new Promise<void>((done) => log.end(done));
    }
  }

  private spawn(call: TerraformCall, log: WriteStream, reattach: string | undefined): Promise<ChildEnd> {
    return new Promise((resolve, reject) => {
      const env = terraformEnvironment(this.environment, call.workspace);
      const child = spawn(this.binary.path, [...call.arguments], {
        cwd: call.directory,
        env: reattach === undefined ? env : { ...env, TF_REATTACH_PROVIDERS: reattach },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true, // its own process group: see Interruption
      });
      this.interruption.track(child);
      const lines: string[] = [];
      const other: string[] = [];
      const errors: Diagnostic[] = [];
      createInterface({ input: child.stdout }).on("line", (line) => {
        lines.push(line);
        if (call.logsOutput !== false) log.write(`${logText(line)}\n`);
        const message = parseMessage(line);
        if (message.type === "diagnostic" && message.diagnostic.severity === "error") errors.push(message.diagnostic);
        if (message.type === "other" && !line.startsWith("{")) other.push(line);
        call.onMessage?.(message);
      });
      createInterface({ input: child.stderr }).on("line", (line) => {
        other.push(line);
        log.write(`${line}\n`);
      });
      child.once("error", (cause) =>
        reject(new RunnerError(`${this.binary.path} could not be started: ${cause.message}`, undefined, { cause })),
      );
      child.once("close", (code, signal) => {
        const exitCode = code ?? 1;
        if (exitCode === 1 && errors.length === 0) errors.push(textualDiagnostic(other, signal));
        const cut = exitCode === 1 && this.interruption.stopping;
        resolve({ outcome: { exitCode, lines, errors: cut ? [interrupted(errors)] : errors }, signal });
      });
    });
  }
}

/** Environment of every terraform process. */
export function terraformEnvironment(environment: NodeJS.ProcessEnv, workspace: string | undefined): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...environment, TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
  delete env.TF_WORKSPACE;
  delete env.TF_DATA_DIR; // shared by all stacks, it would mix their backends
  if (workspace !== undefined) env.TF_WORKSPACE = workspace;
  return env;
}

/** Replaces the errors of an interrupted call by one: `context canceled` and the like are no cause to look into. */
function interrupted(errors: readonly Diagnostic[]): Diagnostic {
  const detail = errors.map(({ summary }) => summary).join("\n");
  return { severity: "error", summary: "interrupted before it was done", detail, values: [] };
}

/** Turns terraform's boxed text into a diagnostic: first line after `Error:` is the summary. */
function textualDiagnostic(lines: readonly string[], signal: NodeJS.Signals | null): Diagnostic {
  const plain = lines
    .map((line) => line.replace(/\u001b\[[0-9;]*m/g, "").replace(/^[╷│╵]\s?/, ""))
    .filter((line) => line !== "");
  const at = plain.findIndex((line) => line.startsWith("Error: "));
  const summary = at >= 0 ? plain[at]?.slice("Error: ".length) : plain[plain.length - 1];
  const fallback = signal === null ? "terraform failed without a message" : `terraform was ended by ${signal}`;
  return {
    severity: "error",
    summary: summary ?? fallback,
    detail: plain.slice(Math.max(at, 0) + 1).join("\n"),
    values: [],
  };
}
