/**
 * The layers of an account and the order in which they are applied (destroyed in reverse).
 *
 * Order is data: `configuration/stage-stacks` makes a sparse set of dependencies from it, which CDKTF and the runner follow.
 */
export const LAYERS = [
  "workspaces",
  "state",
  "foundation",
  "domain",
  "sharing",
  "association",
  "profiles",
  "projects",
] as const;

/** One layer: together with an account it names a stack, a state and a Terraform Cloud workspace. */
export type Layer = (typeof LAYERS)[number];

/** Position of a layer in the apply order, from 0. Stacks of one layer never depend on each other. */
export function layerRank(layer: Layer): number {
  return LAYERS.indexOf(layer);
}

/** One stack of a stage: an account and a layer. */
export interface StackAddress {
  /** Key of the account in the configuration. */
  readonly account: string;
  readonly layer: Layer;
}

/** Stack id, stable across stages: `<account>-<layer>`. */
export function stackId(address: StackAddress): string {
  return `${address.account}-${address.layer}`;
}

/** The inverse of `stackId`. An account key may contain hyphens; a layer never does. */
export function parseStackId(id: string): StackAddress {
  const at = id.lastIndexOf("-");
  const layer = LAYERS.find((candidate) => candidate === id.slice(at + 1));
  if (at < 1 || layer === undefined)
    throw new Error(`"${id}" is not a stack id; expected <account>-<layer>, layer one of ${LAYERS.join(", ")}`);
  return { account: id.slice(0, at), layer };
}
