import { parseStackId } from "../../contracts/layers";
import type { Unconfigured } from "./unconfigured";
import {
  addCounts,
  countChanges,
  sortChanges,
  worstFirst,
  type ChangeCounts,
  type StackOutcome,
  type StageOutcome,
} from "./outcome";

/** A run over a stage as the summaries show it. */
export interface RunReport {
  readonly command: "plan" | "apply";
  readonly outcome: StageOutcome;
  /** Comparison of a run over affected stacks only: what was compared with, and how many stacks were left out. */
  readonly affected?: { readonly against: string; readonly skipped: number };
}

/** Words for what happens to one resource. */
const ACTIONS = { create: "create", update: "update", replace: "replace", delete: "destroy" } as const;

/** Resources of all stacks together. */
export function totalsOf(stacks: readonly StackOutcome[]): ChangeCounts {
  return addCounts(stacks.map(({ changes }) => countChanges(changes)));
}

/** The report for programs. Its members are only added to. */
export function reportJson({ command, outcome, affected }: RunReport): string {
  const { stage, exitCode, seconds, stacks, unconfigured } = outcome;
  const report = {
    version: 1,
    command,
    stage,
    exitCode,
    seconds: Math.round(seconds * 10) / 10,
    ...(affected === undefined ? {} : { affected: { against: affected.against, skipped: affected.skipped } }),
    totals: totalsOf(stacks),
    stacks: worstFirst(stacks).map(stackJson),
    ...(unconfigured === undefined ? {} : { unconfigured: unconfiguredJson(unconfigured) }),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function stackJson({ stack, status, changes, errors, waitsFor, seconds, attention = [] }: StackOutcome): object {
  return {
    stack,
    ...parseStackId(stack),
    status,
    ...countChanges(changes),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    changes: sortChanges(changes).map(({ address, action, reason, differences }) => ({
      address,
      action: action in ACTIONS ? ACTIONS[action as keyof typeof ACTIONS] : action,
      ...(reason === undefined ? {} : { terraformReason: reason }),
      ...(differences === undefined ? {} : { reason: differences }),
    })),
    ...(attention.length === 0 ? {} : { attention }),
    errors: errors.map(({ summary, detail, address }) => ({
      summary,
      detail,
      ...(address === undefined ? {} : { address }),
    })),
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** Stacks that are no longer configured, and places that were not searched for them. */
export function unconfiguredJson({ stacks, unsearched }: Unconfigured): object {
  return {
    stacks: stacks.map(({ stack, resources }) => ({ stack, ...parseStackId(stack), resources })),
    unsearched: unsearched.map(({ place, why }) => ({ place, why })),
  };
}
