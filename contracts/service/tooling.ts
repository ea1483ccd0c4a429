import { TOOLING_BLUEPRINTS } from "./blueprints";

/**
 * Category of blueprints that a profile may carry first. Only custom blueprints are given it: managed ones are known by name.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/tooling-custom-blueprints.html
 */
export const TOOLING_CATEGORY = "TOOLING";

/** A blueprint as the service lists it. */
export interface ListedBlueprint {
  readonly name: string;
  /** @default - none: the service gives one to custom blueprints alone, since 2026-10-09 */
  readonly category?: string;
}

/** Tells whether a blueprint, or the managed one of a name, is one of those that a profile must carry first. */
export function isTooling(blueprint: string | ListedBlueprint): boolean {
  const { name, category }: ListedBlueprint = typeof blueprint === "string" ? { name: blueprint } : blueprint;
  return category === TOOLING_CATEGORY || TOOLING_BLUEPRINTS.some((tooling) => tooling === name);
}
