import { aiops } from "./aiops";
import { application } from "./application";
import { association } from "./association";
import { automation } from "./automation";
import { catalog } from "./catalog";
import { domain } from "./domain";
import { foundation } from "./foundation";
import { git } from "./git";
import { inventory } from "./inventory";
import type { LayerDescriptor, LayerReference, OutputType } from "./layer";
import { profiles } from "./profiles";
import { projects } from "./projects";
import { sharing } from "./sharing";
import { state } from "./state";
import { workspaces } from "./workspaces";

export { sharedAccounts, type StageFacts } from "./layer";

/**
 * The layers of an account, in the order in which they are applied (destroyed in reverse).
 *
 * Order is data: the runner reads it, and `main.ts` hands CDKTF a sparse set of dependencies made from it.
 */
const DESCRIPTORS = {
  workspaces,
  state,
  foundation,
  git,
  domain,
  sharing,
  association,
  profiles,
  projects,
  catalog,
  inventory,
  application,
  aiops,
  automation,
} as const;

type Descriptors = typeof DESCRIPTORS;

/** One layer: together with an account it names a stack, a state and a Terraform Cloud workspace. */
export type Layer = keyof Descriptors;

/** Names of the layers in the order of the apply. */
export const LAYERS = Object.keys(DESCRIPTORS) as readonly Layer[] as readonly [Layer, ...Layer[]];

/** Values of the outputs of each layer. */
export type LayerOutputs = {
  readonly [L in Layer]: {
    readonly [N in keyof Descriptors[L]["outputs"]]: Descriptors[L]["outputs"][N] extends OutputType<infer T>
      ? T
      : never;
  };
};

/** Names of the layers that have no resource of AWS. */
export type LayerWithoutAws = {
  [L in Layer]: Descriptors[L] extends { readonly withoutAws: true } ? L : never;
}[Layer];

/** A layer's descriptor, whose references name layers. */
export interface NamedLayerDescriptor extends LayerDescriptor {
  readonly waitsFor: readonly LayerReference<Layer>[];
  readonly reads: readonly LayerReference<Layer>[];
}

const CHECKED: { readonly [L in Layer]: NamedLayerDescriptor } = DESCRIPTORS;

/** Returns the descriptor of a layer. */
export function layerDescriptor(layer: Layer): NamedLayerDescriptor {
  return CHECKED[layer];
}

/** Tells whether a layer has no resource of AWS. */
export function isWithoutAws(layer: Layer): layer is LayerWithoutAws {
  return CHECKED[layer].withoutAws === true;
}

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
