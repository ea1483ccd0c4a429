import { spawn } from "node:child_process";

/** End of a Node.js program. */
export interface NodeRun {
  readonly exitCode: number;
  readonly stdout: string;
  /** Both streams as one text, trimmed. */
  readonly output: string;
}

/** Runs a Node.js program to its end. */
export function runNode(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<NodeRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const both: Buffer[] = [];
    const out: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => void (both.push(chunk), out.push(chunk)));
    child.stderr.on("data", (chunk: Buffer) => void both.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString("utf8");
      resolve({ exitCode: code ?? 1, stdout: text(out), output: text(both).trim() });
    });
  });
}
