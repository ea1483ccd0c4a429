export * from "./access-list";
export * from "./kept-blueprints";
export * from "./messages";
export * from "./properties";
