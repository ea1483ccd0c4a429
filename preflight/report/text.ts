import type { Finding, Waiting } from "../finding";
import type { PreflightReport } from "../preflight";

/** A report for people: a line for each finding, and what could not be asked. */
export function preflightText({ stage, checks, findings, waiting, remarks, seconds }: PreflightReport): string {
  const count = findings.length === 0 ? "nothing found" : plural(findings.length, "finding");
  return [
    `preflight ${stage}: ${count} (${plural(checks.length, "check")}, ${Math.max(1, Math.round(seconds))} s)`,
    ...findings.map(line),
    ...waits(waiting).map((text) => `  ${text}`),
    ...remarks.map((remark) => `  not asked: ${remark}`),
  ].join("\n");
}

function line({ code, account, accountId, region, what, cure, source }: Finding): string {
  const place = region === undefined ? `${account} (${accountId})` : `${account} (${accountId}), ${region}`;
  return `  [${code}] ${place}: ${what}; fix: ${cure} (${source})`;
}

/** `3 checks wait for the domain: associations, blueprints, ...` */
function waits(waiting: readonly Waiting[]): string[] {
  const checksFor = new Map<string, string[]>();
  for (const { check, for: what } of waiting) checksFor.set(what, [...(checksFor.get(what) ?? []), check]);
  return [...checksFor].map(
    ([what, checks]) =>
      `${plural(checks.length, "check")} ${checks.length === 1 ? "waits" : "wait"} for ${what}: ${checks.join(", ")}`,
  );
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
