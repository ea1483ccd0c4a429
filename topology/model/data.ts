/**
 * The shapes alone, for code that runs in a browser: it shall not see the builder, whose imports reach Node.js's modules.
 */
export type * from "./git-connection";
export type * from "./items";
export type * from "./topology";
