import { dataSourcesOf, resourcesOf } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/** The provider carries the Region: provider 5.100 refuses the argument `region`, which the bindings offer everywhere. */
export const noRegionArgument: StackRule = ({ json }) =>
  [...resourcesOf(json), ...dataSourcesOf(json)]
    .filter(({ block }) => "region" in block)
    .map(({ address }) => `${address} has an argument region`);
