import { isTooling } from "./tooling";

/** An environment configuration of a project profile, desired or live, as far as its place in the order goes. */
export interface OrderedConfiguration {
  readonly name: string;
  readonly blueprint: string;
  readonly deploymentMode?: string;
  readonly deploymentOrder?: number;
}

/** The order of a configuration that is deployed with the project, where nobody has said one: Tooling is first. */
export function usualOrder(blueprint: string): number {
  return isTooling(blueprint) ? 0 : 1;
}

/**
 * Configurations in an order that the service keeps: Tooling (even where its order is, wrongly, another), other ON_CREATE by order
 * and name, ON_DEMAND by name. Names compare by code unit: the order must not depend on who runs the program.
 *
 * The service regroups configurations by deployment order and leaves those on demand in the order of the request (field evidence,
 * section 4, 1). Clients that pair by position then put values on the wrong one (awscc issue 1880); we compare by name.
 */
export function inServiceOrder<T extends OrderedConfiguration>(configurations: readonly T[]): T[] {
  return [...configurations].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : Number(a.name > b.name)));
}

function rank({ blueprint, deploymentMode, deploymentOrder = 0 }: OrderedConfiguration): number {
  if (deploymentMode === "ON_DEMAND") return Number.MAX_SAFE_INTEGER;
  return isTooling(blueprint) ? -1 : deploymentOrder;
}
