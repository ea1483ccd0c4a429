export { bundleFunction, useFunctionCode, type FunctionCode, type FunctionName } from "./function-bundle";
