import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Preloaded into a measured process, and into those that it starts: says at its end what it used. */
const directory = process.env["BENCH_USAGE"];
if (directory !== undefined) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { memoryMiB: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
    writeFileSync(join(directory, `${process.pid}.json`), JSON.stringify(usage));
  });
}
