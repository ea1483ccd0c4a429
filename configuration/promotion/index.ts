export { counterpartsOf, type Counterpart } from "./counterparts";
export { promotableItemsOf, type PromotableItems, type PromotableSources } from "./items";
export { accountName, withoutStageName } from "./natural-text";
export { covers, isCompared, overrideOf } from "./overrides";
