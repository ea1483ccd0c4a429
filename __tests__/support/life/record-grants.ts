import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorUrl, type ServiceAddresses } from "../../../sandbox/launcher/services";

/** Directory that keeps what roles have done with their permissions; undefined where nobody asks. */
const directory = (): string | undefined => process.env.SMUS_TEST_GRANTS;

/**
 * Keeps what the roles of a sandbox have done with their permissions: all files with a real terraform do together what one
 * sandbox alone does not. `npm run grants` adds them up.
 */
export async function recordGrants(addresses: ServiceAddresses | undefined): Promise<void> {
  if (directory() === undefined || addresses === undefined) return;
  const answer = await fetch(`${emulatorUrl(addresses)}/_emulator/iam/grants`).catch(() => undefined);
  if (answer?.ok === true) keep(await answer.text()); // else a test has ended the emulator
}

/** Keeps what a run of `npm run sandbox` has left about them in its work directory. */
export function recordGrantsOfRun(workDirectory: string): void {
  const file = join(workDirectory, "grants.json");
  if (directory() !== undefined && existsSync(file)) keep(readFileSync(file, "utf8"));
}

function keep(text: string): void {
  const place = directory() ?? "";
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, `${randomUUID()}.json`), text);
}
