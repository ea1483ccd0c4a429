export { prepareBase, type Base, type BaseChoice, type Checkout } from "./base";
export { readSide } from "./read-side";
export { synthesizeSide, type SideRequest } from "./synthesize-side";
