export * from "./access-list";
export * from "./messages";
export * from "./properties";
