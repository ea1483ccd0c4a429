export { compareItems, type StackPair, type StackSide } from "./compare-items";
export { compareStages, type ComparisonOptions } from "./compare-stages";
export { formatPromotion, formatPromotionMarkdown, kindOf } from "./format";
export type { PromotionEntry, PromotionReport, PromotionStatus } from "./report";
