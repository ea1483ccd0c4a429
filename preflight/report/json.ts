import type { PreflightReport } from "../preflight";

/** Reports for programs: an object of version 1 with one entry for each stage. */
export function preflightJson(reports: readonly PreflightReport[]): string {
  const exitCode = reports.some((report) => report.exitCode === 2) ? 2 : 0;
  return `${JSON.stringify({ version: 1, exitCode, stages: reports }, undefined, 2)}\n`;
}
