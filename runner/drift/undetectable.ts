import type { Kind } from "../../contracts/control-plane";
import { UNDETECTABLE_KINDS, UNDETECTABLE_TYPES } from "../../contracts/undetectable";
import type { SynthesizedStack } from "../synthesis";
import type { BlindSpot } from "./report";

/** Grants of other stages are in their states, and those of Terraform Cloud are not read. */
export const GRANTS_IN_THE_CLOUD: BlindSpot = {
  what: "grants and owners that somebody added",
  why: "they are told from those of other stages by the stages' states, and states in Terraform Cloud are not read",
};

/** Lists what nobody can see of the resources of these stacks: the same at every run of the same configuration. */
export function undetectableOf(stacks: readonly SynthesizedStack[]): BlindSpot[] {
  const found = new Map<string, BlindSpot>();
  for (const spot of stacks.flatMap(spotsOf)) found.set(spot.what, spot);
  return [...found.values()];
}

function spotsOf({ file }: SynthesizedStack): BlindSpot[] {
  const types = Object.entries(file.resources).flatMap(([type, blocks]) => [
    type,
    ...Object.values(blocks).flatMap(({ type_name: name }) => (typeof name === "string" ? [name] : [])),
  ]);
  const inputs = Object.values(file.resources.aws_lambda_invocation ?? {}).map(({ input }) => String(input));
  const kinds = inputs.flatMap((input) => /"kind":"(\w+)"/.exec(input)?.[1] ?? []);
  const cloud = file.backend.kind === "cloud" && file.resources.aws_cloudcontrolapi_resource !== undefined;
  return [
    ...kinds.flatMap((kind) => UNDETECTABLE_KINDS[kind as Kind] ?? []),
    ...types.flatMap((type) => UNDETECTABLE_TYPES[type] ?? []),
    ...(cloud ? [GRANTS_IN_THE_CLOUD] : []),
  ];
}
