export { bundleFunction, type FunctionCode, type FunctionName } from "./function-bundle";
