import { createInterface } from "node:readline/promises";
import type { Ask } from "../../runner";
import { InterruptedError } from "../../runner/errors";

/** Asks on the terminal; undefined where there is none. */
export function terminalAsk(): Ask | undefined {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  return async (question) => {
    const prompt = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await new Promise<string>((resolve, reject) => {
        prompt.once("SIGINT", () => reject(new InterruptedError("nothing more was done")));
        prompt.once("close", () => resolve(""));
        prompt.question(question).then(resolve, reject);
      });
    } finally {
      prompt.close();
    }
  };
}
