import { writeFileSync } from "node:fs";

/** Preloaded into a measured process: says at its end what it used. */
// eslint-disable-next-line no-restricted-properties -- preloaded: there is no one to pass it
const file = process.env["BENCH_USAGE"];
if (file !== undefined) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ memoryMiB: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
  });
}
