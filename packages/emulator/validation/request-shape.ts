import type { ServiceModel } from "./service-model";
import { shapeProblems } from "./shape";

/** Lists what is wrong with an operation's input according to the service's model; empty when nothing is. */
export function requestProblems(model: ServiceModel, operation: string, input: Record<string, unknown>): string[] {
  const declared = model.operations[operation];
  if (!declared) return [`operation ${operation} is not in the service model`];
  if (!declared.input) return Object.keys(input).map((name) => `${name}: unknown member`);
  return shapeProblems(model, declared.input.shape, input, { direction: "request" });
}
