import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** A Chromium on this machine: `CHROMIUM`, or one on PATH. */
export function findChromium(): string | undefined {
  const directories = (process.env.PATH ?? "").split(delimiter).filter((directory) => directory !== "");
  const candidates = [
    process.env.CHROMIUM ?? "",
    ...NAMES.flatMap((name) => directories.map((place) => join(place, name))),
  ];
  return candidates.find((file) => file !== "" && existsSync(file));
}

/** `describe` for tests in a browser. Where there is none they are skipped, and a warning says so. */
export function describeInBrowser(name: string, tests: (chromium: string) => void): void {
  const chromium = findChromium();
  if (chromium !== undefined) return void describe(name, () => tests(chromium));
  console.warn(`SKIPPED, nothing of it is proven in this run: "${name}"; missing: chromium on PATH (or CHROMIUM)`);
  describe.skip(name, () => tests(""));
}
