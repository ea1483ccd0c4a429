export { CodeFunction, lambdaTrust, type CodeFunctionProps } from "./code-function";
