export { parseEnvironment, type ParsedEnvironment } from "./environment";
export { mend, type Mended, type ShapeProblem } from "./mend";
export { isPlainObject } from "./schema-facts";
