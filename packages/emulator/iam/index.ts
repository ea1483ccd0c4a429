/** IAM in the emulator: what calls need (`requests/`), which policies there are (`policies/`), and what these say. */
export { type Grant, grantsOf, type Grants } from "./grants";
export { Judge } from "./judge";
export { type Judgements, type Layer, Ledger, type RefusedCalls, type UsedStatement } from "./ledger";
export { type Facts } from "./policies/facts";
export { GivenFacts, type GivenRole } from "./policies/given-facts";
export { MotoFacts } from "./policies/moto-facts";
export { rememberSession } from "./policies/sessions";
export { readRequest } from "./requests";
