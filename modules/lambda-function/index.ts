export { CodeFunction, type CodeFunctionProps } from "./code-function";
