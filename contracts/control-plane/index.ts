export * from "./access-list";
export * from "./completeness";
export * from "./git-status";
export * from "./kept-blueprints";
export * from "./messages";
export * from "./properties";
