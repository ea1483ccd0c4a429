import type { Reason } from "./model";

const SIGNS = { added: "+", changed: "~", removed: "-" } as const;

/** A reason in a few words, for people: `~ aws_vpc.x`, `reads domainId of data-governance-domain (shared)`. */
export function reasonText(reason: Reason, stage: string): string {
  switch (reason.kind) {
    case "new stack":
      return "new stack";
    case "block":
      return `${SIGNS[reason.change]} ${reason.address}`;
    case "output": {
      const entry = reason.entry === undefined ? "" : `["${reason.entry}"]`;
      const where = reason.stage === stage ? "" : ` (${reason.stage})`;
      return `reads ${reason.output}${entry} of ${reason.stack}${where}`;
    }
    case "applied":
      return reason.detail;
  }
}

/** All reasons of a stack on one line of at most `limit` characters; what does not fit is counted. */
export function reasonLine(reasons: readonly Reason[], stage: string, limit = 200): string {
  const texts = reasons.map((reason) => reasonText(reason, stage));
  let line = "";
  for (const [index, text] of texts.entries()) {
    const next = index === 0 ? text : `${line}; ${text}`;
    if (index > 0 && next.length > limit) return `${line}; and ${texts.length - index} more`;
    line = next;
  }
  return line;
}
