import { formatUnconfiguredCount } from "../../summary";
import type { BesideFinding, DriftFinding, PendingChange, StackReading, StageDrift } from "./report";

/** Words for what happened to a resource. */
export const CHANGES: Readonly<Record<DriftFinding["change"], string>> = {
  changed: "was changed",
  deleted: "was deleted",
  added: "was added, and no stage manages it",
  unreachable: "is out of reach",
};

/** Words for what an apply would do with a pending change. */
export const ACTIONS: Readonly<Record<PendingChange["action"], string>> = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  delete: "to destroy",
  unfinished: "not finished",
};

/** Everything that drifted, stack by stack. */
export function allDrift({ stacks }: StageDrift): DriftFinding[] {
  return stacks.flatMap(({ drift }) => drift);
}

/** Everything that is configured and not yet applied, stack by stack. */
export function allPending({ stacks }: StageDrift): PendingChange[] {
  return stacks.flatMap(({ pending }) => pending);
}

/** Everything that people have put beside what is configured, stack by stack. */
export function allBeside({ stacks }: StageDrift): BesideFinding[] {
  return stacks.flatMap(({ beside }) => beside);
}

/** Stacks of which not everything could be read. */
export function unreadStacks({ stacks }: StageDrift): StackReading[] {
  return stacks.filter(({ status }) => status !== "read");
}

/** `dev: 2 resources drifted`. */
export function headline(report: StageDrift): string {
  const drift = allDrift(report).length;
  const pending = allPending(report).length;
  const failed = unreadStacks(report).filter(({ status }) => status !== "waiting").length;
  const waiting = unreadStacks(report).length - failed;
  const parts = [drift === 0 ? "no drift" : `${drift} ${drift === 1 ? "resource" : "resources"} drifted`];
  if (pending > 0) parts.push(`${pending} pending ${pending === 1 ? "change" : "changes"} of the configuration`);
  if (waiting > 0) parts.push(`${waiting} ${waiting === 1 ? "stack" : "stacks"} waiting`);
  if (failed > 0) parts.push(`${failed} ${failed === 1 ? "stack" : "stacks"} NOT READ`);
  const left = formatUnconfiguredCount(report.unconfigured);
  if (left !== undefined) parts.push(left);
  return `${report.stage}: ${parts.join("; ")}`;
}

const VALUE_LIMIT = 240;

/** A value in one line; nothing is `-`. JSON reports carry it whole. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "-";
  const text = JSON.stringify(value);
  return text.length <= VALUE_LIMIT ? text : `${text.slice(0, VALUE_LIMIT - 3)}...`;
}
