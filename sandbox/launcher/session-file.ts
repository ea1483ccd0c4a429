import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commandLineOf, stopGroup } from "./background-process";
import { answers } from "./http";
import { ISSUER_PORT } from "./issuer-address";
import { emulatorUrl, motoUrl, providersUrl, type ServiceAddresses } from "./services";

/** A sandbox that was left running. */
export interface KeptSession extends ServiceAddresses {
  readonly motoPid: number;
  readonly emulatorPid: number;
  /** Absent where terraform starts its own providers. */
  readonly providersPid?: number;
  /** Absent where no use case has a code host. */
  readonly codeHostsPid?: number;
  /** Absent where nobody can sign in to a portal. */
  readonly issuerPid?: number;
  readonly environmentsDirectory: string;
  /** True where it refuses calls over the service's rates. */
  readonly throttle: boolean;
  /** True where it lets pass what policies do not allow. @default false */
  readonly noIam?: boolean;
  /** Process of the run that works in it; absent once it is kept. A run that was killed leaves it here. */
  readonly runPid?: number;
  /** Variables to export to use it. */
  readonly variables: Readonly<Record<string, string>>;
}

function file(workDirectory: string): string {
  return join(workDirectory, "session.json");
}

/** Remembers a sandbox that stays. */
export function writeSession(workDirectory: string, session: KeptSession): void {
  mkdirSync(dirname(file(workDirectory)), { recursive: true });
  writeFileSync(file(workDirectory), JSON.stringify(session, undefined, 2));
}

/** The sandbox that was kept, if any; it may have died since. */
export function readSession(workDirectory: string): KeptSession | undefined {
  try {
    return JSON.parse(readFileSync(file(workDirectory), "utf8")) as KeptSession;
  } catch {
    return undefined;
  }
}

/** Forgets a sandbox whose processes have ended. */
export function forgetSession(workDirectory: string): void {
  rmSync(file(workDirectory), { force: true });
}

/** Tells whether all services of a kept sandbox still answer. */
export async function isAlive(session: KeptSession): Promise<boolean> {
  const providers = providersUrl(session);
  const found = await Promise.all([
    answers(`${motoUrl(session)}/_moto/health`),
    answers(`${emulatorUrl(session)}/_emulator/health`),
    providers === undefined || answers(`${providers}/health`),
    session.codeHostsPort === undefined || answers(`http://127.0.0.1:${session.codeHostsPort}/_code-hosts/health`),
  ]);
  return found.every(Boolean);
}

/**
 * Ends a kept sandbox and forgets it. A process is ended only while it is still the one that was started: its command
 * line must name its port, since ids are reused.
 *
 * @returns names of what was ended
 */
export async function stopSession(workDirectory: string, session: KeptSession): Promise<string[]> {
  const processes = [
    { name: "moto", pid: session.motoPid, port: session.motoPort },
    { name: "emulator", pid: session.emulatorPid, port: session.emulatorPort },
    { name: "providers", pid: session.providersPid ?? 0, port: session.providersPort },
    { name: "code hosts", pid: session.codeHostsPid ?? 0, port: session.codeHostsPort },
    { name: "issuer", pid: session.issuerPid ?? 0, port: `--port=${ISSUER_PORT}` },
  ];
  const ours = processes.filter(
    ({ pid, port }) => pid > 0 && commandLineOf(pid)?.split(/\s+/).includes(String(port)) === true,
  );
  await Promise.all(ours.map(({ pid }) => stopGroup(pid)));
  forgetSession(workDirectory);
  return ours.map(({ name }) => name);
}
