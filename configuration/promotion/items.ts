import { DESCRIPTORS } from "../../contracts/kinds";
import type { ObjectDescriptor } from "../../contracts/kinds/kind";
import type { PromotableItems, PromotedStack, Promotion } from "../../contracts/kinds/promotion";
import { layerDescriptor, type Layer, type StackAddress } from "../../contracts/layers";
import type { Stage } from "../model";
import { accountName, naturalText, stageFamily, type NaturalText } from "./natural-text";

export type { PromotableItems } from "../../contracts/kinds/promotion";

/** Sources that items hold beside the configuration: the code of functions. */
export type PromotableSources = Pick<PromotedStack, "functionCode">;

/**
 * Tells the promotable items of each stack of a stage: what the descriptors of its layer and of all objects say, in this order.
 *
 * @param stages all stages: those that are connected with `stage` by promotions have their names in texts alike
 */
export function promotableItemsOf(
  stage: Stage,
  stages: readonly Stage[],
  { functionCode }: PromotableSources,
): (address: StackAddress) => PromotableItems {
  const family = stageFamily(stage, stages);
  const oneDomain = new Set(family.map(({ domainStage }) => domainStage)).size === 1;
  const text = naturalText(family);
  const natural = (value: unknown): unknown => naturalValue(value, text);
  return ({ account, layer }) => {
    const stack: PromotedStack = {
      account,
      stage,
      oneDomain,
      functionCode,
      accountName: (key) => accountName(stage, key),
      natural,
    };
    return Object.assign({}, ...promotionsOf(layer).map((promotion) => promotion(stack))) as PromotableItems;
  };
}

function promotionsOf(layer: Layer): Promotion[] {
  const descriptors: ObjectDescriptor[] = Object.values(DESCRIPTORS);
  return [layerDescriptor(layer).promotion, ...descriptors.map(({ promotion }) => promotion?.[layer])].filter(
    (promotion) => promotion !== undefined,
  );
}

/** A value with its texts as they are in every stage. Keys of the configuration are not texts: they are the same. */
function naturalValue(value: unknown, text: NaturalText): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((entry) => naturalValue(entry, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, naturalValue(member, text)]));
}
