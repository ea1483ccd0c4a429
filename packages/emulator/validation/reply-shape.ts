import type { ServiceModel } from "./service-model";
import { shapeProblems } from "./shape";

/**
 * Lists what is wrong with an operation's answer according to the service's model: required members, enums, patterns, ranges,
 * formats of time, and members that the model does not have.
 *
 * @param output - as a handler returns it: what JSON leaves out is not there
 * @param values - whether enums, patterns and ranges count
 */
export function replyProblems(model: ServiceModel, operation: string, output: unknown, values = true): string[] {
  const declared = model.operations[operation];
  if (!declared) return [`operation ${operation} is not in the service model`];
  const sent: unknown = JSON.parse(JSON.stringify(output ?? {}));
  if (!declared.output) return Object.keys(sent as object).map((name) => `${name}: unknown member`);
  return shapeProblems(model, declared.output.shape, sent, { direction: "reply", values });
}
