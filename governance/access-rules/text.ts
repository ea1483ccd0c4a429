import type { GivenAccess } from "./approval";
import type { Decision } from "./evaluate";
import type { ReplayedDecision } from "./replay";
import { rowConditionText } from "./row-filter";

/** A decision in lines for people: what it is, why, what is given, and what each rule that was asked said. */
export function decisionText(decision: Decision): string {
  const by = decision.rule === undefined ? "" : ` (rule ${decision.rule})`;
  return [
    `${decision.outcome}${by}: ${decision.reason}`,
    ...(decision.outcome === "approve" ? accessLines(decision.access) : []),
    ...(decision.outcome === "hold"
      ? [
          `  queue ${decision.hold.queue}, reminder after ${decision.hold.remindAfterDays} days, rejected after ${decision.hold.lapseAfterDays}`,
        ]
      : []),
    `rules ${decision.version}:`,
    ...decision.considered.flatMap(({ rule, verdict, conditions }) => [
      `  ${rule}: ${verdict}`,
      ...conditions.map((one) => `    ${one.condition} ${one.verdict} (${one.fact})`),
    ]),
  ].join("\n");
}

function accessLines({ rows, columns, s3, expiresInDays }: GivenAccess): string[] {
  return [
    `  rows: ${rows === "all" ? "all" : rowConditionText(rows)}`,
    `  columns: ${columns === "all" ? "all" : columns.join(", ")}`,
    `  objects of S3 assets: ${s3.join(", ")}`,
    `  ends: ${expiresInDays === "never" ? "never" : `after ${expiresInDays} days`}`,
  ];
}

/** A replay in lines for people: each decision that would differ, and how many there were. */
export function replayText(replayed: readonly ReplayedDecision[]): string {
  const different = replayed.filter(({ difference }) => difference !== "same");
  const count = `${replayed.length} decision${replayed.length === 1 ? "" : "s"}, ${different.length} would differ`;
  return [...different.map(replayedLine), count].join("\n");
}

function replayedLine({ past, now, difference }: ReplayedDecision): string {
  const decider = past.decidedBy ?? past.rule ?? "no rule";
  const what = `${past.requestId} of ${past.decidedAt}: ${past.outcome} by ${decider}`;
  const would = `${now.outcome} by ${now.rule ?? "no rule"}`;
  const detail =
    difference === "access" && now.outcome === "approve"
      ? `:\n${accessLines(now.access).join("\n")}`
      : `: ${now.reason}`;
  return `${what}, now ${would}${detail}`;
}
