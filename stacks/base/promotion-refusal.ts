import { textLiteral } from "../../modules/expression";
import { fingerprintIn } from "./item-fingerprints";
import type { PromotionGateProps } from "./promotion-gate";

/** Number of items that a refusal names; `npm run promote` lists them all. */
const NAMED_ITEMS = 5;

/** Expressions, without `${}`, of what a plan finds out. */
export interface PlanFindings {
  /** Names of the items that are refused. */
  readonly refused: string;
  /** Fingerprints by item: as the stage is configured, and as the source has applied them. */
  readonly expected: string;
  readonly source: string;
  /** True if the source's state exists. @default - there is no such stack, or nothing to ask */
  readonly sourceExists?: string;
}

/**
 * Template of the message that refuses a plan: which stack, which items with both fingerprints, where to apply them
 * first, and the ways past it.
 */
export function promotionRefusal(gate: PromotionGateProps, findings: PlanFindings): string {
  const { stack, stage, source } = gate;
  return [
    `Stack ${stack} of stage ${stage} would receive what stage ${source.stage} has not successfully applied: ${itemsOf(findings)}.`,
    remedy(gate, findings.sourceExists),
    `What differs: npm run promote -- --from ${source.stage} --to ${stage}.`,
    `A deliberate difference belongs into promotion.overrides of stage ${stage}, with its reason;`,
    "an emergency goes past this once with SMUS_PROMOTION_OVERRIDE='<reason>', which the apply records.",
  ].join(" ");
}

function itemsOf({ refused, expected, source }: PlanFindings): string {
  const [here, there] = [expected, source].map((items) => `\${substr(${fingerprintIn(items)}, 0, 12)}`);
  const named =
    `[for item in slice(${refused}, 0, min(${NAMED_ITEMS}, length(${refused}))) : ` +
    `"\${item} (expected ${here}, applied there: ${there})"]`;
  const others = `length(${refused}) > ${NAMED_ITEMS} ? ["and \${length(${refused}) - ${NAMED_ITEMS}} more"] : []`;
  return `\${join(", ", concat(${named}, ${others}))}`;
}

function remedy({ stage, source }: PromotionGateProps, sourceExists: string | undefined): string {
  if ("absent" in source.stack) return `There, ${source.stack.absent}: add it and apply it first.`;
  const { id } = source.stack;
  const apply = `npm run apply -- --stage ${source.stage} --stack ${id}`;
  const first = `Apply it there first: ${apply}.`;
  if (sourceExists === undefined) return first;
  const never =
    `Stack ${id} was not bootstrapped there, or after this stage. First: npm run bootstrap -- --stage ${source.stage}, ` +
    `${apply}, then npm run bootstrap -- --stage ${stage}.`;
  return `\${${sourceExists} ? ${textLiteral(first)} : ${textLiteral(never)}}`;
}
