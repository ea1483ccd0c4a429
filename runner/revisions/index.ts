export { isRoot, prepareBase, type Base, type BaseChoice, type Checkout } from "./base";
export { readSide, type KnownStacks } from "./read-side";
