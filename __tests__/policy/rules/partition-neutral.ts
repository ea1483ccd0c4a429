import type { StackRule } from "../stack-under-test";

/** Every ARN is of the stack's partition. */
export const partitionNeutral: StackRule = ({ json, partition }) => {
  const arns = JSON.stringify(json).match(/arn:aws[a-z-]*:[a-z0-9-]*:[^"\\\s]*/g) ?? [];
  return [...new Set(arns)].filter((arn) => !arn.startsWith(`arn:${partition}:`));
};
