export { parseEnvironment, type ParsedEnvironment } from "./environment";
export { mend, type Mended } from "./mend";
export { isPlainObject } from "./plain-object";
export type { ShapeProblem } from "./shape-problem";
