import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** `npm run bench`, without npm. */
export function bench(...args: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, ["-r", "./bin/typescript.js", "tools/bench.ts", ...args], {
    cwd: resolve(__dirname, "../.."),
    encoding: "utf8",
  });
}
