export { giveAccess, type GivenAccess } from "./approval";
export { evaluateAccess, type Decision, type RuleVerdict } from "./evaluate";
export { accessFacts, type AccessFacts, type AccessFactsInput } from "./facts";
export { faultsOfRules, type RuleFault } from "./analysis/faults";
export { dataAccess, type AccessRule, type AccessRules, type DataAccess, type Hold } from "./model";
export { decisionText, replayText } from "./text";
export { pastDecision, replayDecisions, type PastDecision, type ReplayedDecision } from "./replay";
export { rowConditionText, type RowCondition } from "./row-filter";
export { rulesVersion } from "./version";
