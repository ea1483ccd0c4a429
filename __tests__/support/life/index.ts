export { ByHand } from "./by-hand";
export { clientsOf } from "./clients";
export { ExampleLife } from "./example-life";
export { changesOf, errorsOf, explain, Life, succeeded, type LifeRun } from "./life";
export { furnishedAccount, IDS, LAKEHOUSE, REGION, smallOrganization } from "./organization";
export { expectEnd, Programs, type ProgramEnd } from "./programs";
export { deferredReads, reasonOf, unknownOutputs, type TerraformPlan } from "./terraform-plan";
export { describeLife, missingTools, ROOT } from "./tools";
