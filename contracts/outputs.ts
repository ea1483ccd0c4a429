import { APPLIED_OUTPUT } from "./applied-record";
import { isWithoutAws, layerDescriptor, LAYERS, type Layer, type LayerOutputs } from "./layers";

export type { LayerOutputs } from "./layers";
export type { RegionalFoundation } from "./layers/foundation";

/** Output names per layer beside the record of the apply, for the check that a stack publishes its whole contract and nothing else. */
export const LAYER_OUTPUT_NAMES = Object.fromEntries(
  LAYERS.map((layer) => [layer, Object.keys(layerDescriptor(layer).outputs)]),
) as unknown as { readonly [L in Layer]: readonly (keyof LayerOutputs[L] & string)[] };

/** Every output of a layer: those of its contract, and (where there is AWS content to promote) the record of the last apply. */
export function outputNames(layer: Layer): readonly string[] {
  return isWithoutAws(layer) ? LAYER_OUTPUT_NAMES[layer] : [...LAYER_OUTPUT_NAMES[layer], APPLIED_OUTPUT];
}
