import type { Judgements } from "../../packages/emulator";
import { getJson } from "./http";
import { counted } from "./inventory";
import type { Sandbox } from "./sandbox";
import { emulatorUrl } from "./services";

/**
 * Describes what IAM has judged so far: how many calls, and what it has refused, each once.
 *
 * @returns undefined where the emulator does not answer
 */
export async function describeJudgements(sandbox: Sandbox): Promise<string | undefined> {
  const judged = await getJson<Judgements>(`${emulatorUrl(sandbox.addresses)}/_emulator/iam`);
  return judged && formatJudgements(judged);
}

/** Judgements in words. Refusals of RAM and DataZone are left out: some of them are expected, as of a domain that is gone. */
export function formatJudgements({ calls, refused }: Judgements): string {
  const byIam = refused.filter(({ layer }) => layer === "IAM");
  if (byIam.length === 0) return `IAM: ${counted(calls, "call")} judged, none refused.`;
  const lines = byIam.map(({ principal, service, operation, action, resource, count, message }) => {
    const what = action === undefined ? message : `${action} on ${resource ?? "*"}`;
    return `  ${principal}: ${what} (${service}:${operation}, ${counted(count, "time")})`;
  });
  return [`IAM: ${counted(calls, "call")} judged, refused:`, ...lines].join("\n");
}
