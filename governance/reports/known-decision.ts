import { evidenceKey } from "../access/evidence-key";
import type { AccessProblem, AccessPhase, AccessRecord } from "../access/record";

/** The part of a record of a request that reports tell: facts and consents stay in the evidence. */
export interface KnownDecision {
  readonly requestId: string;
  readonly phase: AccessPhase;
  /** `rule:<id>`, `people:<id>, <id>`, `lapse`, `outside`; absent while nobody has decided. */
  readonly decider?: string;
  /** Version of the rules that were asked; empty where none were. */
  readonly version: string;
  readonly outcome?: "approve" | "reject";
  readonly reason?: string;
  readonly decidedAt?: string;
  readonly activeAt?: string;
  readonly expiresAt?: string;
  readonly endedAt?: string;
  readonly purpose?: string;
  /** Filters that were decided, by id; absent where none were decided by the application. */
  readonly filterIds?: readonly string[];
  /** Queue in which the request waits for people, and since when. */
  readonly held?: { readonly queue: string; readonly since: string; readonly lapsesAt: string };
  readonly problem?: AccessProblem;
  /** Keys of the evidence that is kept, in the bucket of evidence. */
  readonly evidence: readonly string[];
}

/** The part of a record that reports need. */
export function knownDecision(record: AccessRecord): KnownDecision {
  const { requestId, phase, verdict, outside, ruled, held, done } = record;
  const { decidedAt, activeAt, expiresAt, endedAt, problem, filterIds } = record;
  return {
    requestId,
    phase,
    decider: deciderOf(record),
    version: verdict?.decider.kind === "rule" ? verdict.decider.version : (ruled?.version ?? ""),
    outcome: outside?.outcome ?? verdict?.outcome,
    reason: outside?.comment ?? verdict?.reason,
    decidedAt,
    activeAt,
    expiresAt,
    endedAt,
    purpose: record.facts?.request?.purpose,
    ...(filterIds === undefined ? {} : { filterIds }),
    ...(phase === "held" && held !== undefined
      ? { held: { queue: held.queue, since: held.since, lapsesAt: held.lapsesAt } }
      : {}),
    ...(problem === undefined ? {} : { problem }),
    evidence: done
      .filter((name) => name.startsWith("evidence:"))
      .map((name) => evidenceKey(record, name.slice("evidence:".length))),
  };
}

function deciderOf({ verdict, outside }: AccessRecord): string | undefined {
  if (outside !== undefined) return "outside";
  const decider = verdict?.decider;
  if (decider === undefined) return undefined;
  if (decider.kind === "rule") return `rule:${decider.rule}`;
  return decider.kind === "people" ? `people:${decider.people.join(", ")}` : "lapse";
}
