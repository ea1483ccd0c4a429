import { descriptorOf, KIND_NAMES, type Kind } from "./kinds";
import type { BlindSpot } from "./kinds/blind-spot";
import { RESOURCE_TYPES } from "./resource-types";

export type { BlindSpot } from "./kinds/blind-spot";

/**
 * Per kind of the control plane: what a change by hand may touch without any read showing it. What others may make wherever
 * there is a domain is said of the domain, too: a stage that owns one need not have such objects itself.
 */
export const UNDETECTABLE_KINDS = Object.fromEntries(
  KIND_NAMES.map((kind) => [kind, kind === "Domain" ? spotsOfDomain() : plain(descriptorOf(kind).undetectable)]),
) as unknown as Readonly<Record<Kind, readonly BlindSpot[]>>;

/** Per resource type that a stack emits: what Terraform does not look at although it belongs to the resource. */
export const UNDETECTABLE_TYPES: Readonly<Record<string, readonly BlindSpot[]>> = Object.fromEntries(
  Object.entries(RESOURCE_TYPES).map(([type, { undetectable }]) => [type, plain(undetectable)]),
);

function spotsOfDomain(): BlindSpot[] {
  const others = KIND_NAMES.flatMap((kind) => descriptorOf(kind).undetectable.filter(({ byOthers }) => byOthers));
  return distinct([...plain(descriptorOf("Domain").undetectable), ...plain(others)]);
}

/** Each spot once, in the order of the first. */
export function distinct(spots: readonly BlindSpot[]): BlindSpot[] {
  return [...new Map(spots.map((spot) => [spot.what, spot])).values()];
}

function plain(spots: readonly BlindSpot[]): BlindSpot[] {
  return spots.map(({ what, why }) => ({ what, why }));
}
