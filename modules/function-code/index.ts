export {
  bundleFunction,
  FUNCTION_NAMES,
  useFunctionCode,
  type FunctionCode,
  type FunctionName,
} from "./function-bundle";
