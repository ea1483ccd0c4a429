export type { FunctionNetwork } from "./function-network";
export { CodeFunction, lambdaTrust, type CodeFunctionProps } from "./code-function";
