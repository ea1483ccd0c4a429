export * from "./messages";
export * from "./properties";
