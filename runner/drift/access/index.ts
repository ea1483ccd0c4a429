export { domainNames } from "./domain-names";
export { extraAccess, type RemovalPlace } from "./extra-access";
export { accessOfStates } from "./grant-ids";
export { accessQuestions, GRANTING_LAYERS } from "./questions";
