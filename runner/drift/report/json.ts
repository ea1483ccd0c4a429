import { unconfiguredJson } from "../../summary";
import type { StageDrift } from "./report";
import { allBeside, allDrift, allPending } from "./words";

/**
 * The reports of one or more stages as JSON: `{ stages: [{ stage, readAt, exitCode, drift, pending, beside, unconfigured, undetectable, stacks }] }`.
 * `stacks` says of each how it was read.
 */
export function driftJson(reports: readonly StageDrift[]): string {
  const stages = reports.map((report) => ({
    stage: report.stage,
    readAt: report.readAt,
    exitCode: report.exitCode,
    seconds: report.seconds,
    drift: allDrift(report),
    pending: allPending(report),
    beside: allBeside(report),
    unconfigured: unconfiguredJson(report.unconfigured),
    undetectable: report.undetectable,
    stacks: report.stacks.map(({ stack, status, waitsFor, errors, consequences, seconds, logFile }) => ({
      stack,
      status,
      waitsFor,
      errors: errors.map(({ summary, detail, address }) => ({ summary, detail, address })),
      consequences,
      seconds,
      logFile,
    })),
  }));
  return `${JSON.stringify({ stages }, undefined, 2)}\n`;
}
