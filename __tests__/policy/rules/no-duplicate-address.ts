import { dataSourcesOf, resourcesOf } from "../../support/terraform-json";
import type { StackRule } from "../stack-under-test";

/** Everything that was constructed is in the file: of two with one address the engine silently keeps the second. */
export const noDuplicateAddress: StackRule = ({ json, constructed }) => {
  const written = new Set([...resourcesOf(json), ...dataSourcesOf(json)].map(({ address }) => address));
  const remote = [...written].filter((address) => address.startsWith("data.terraform_remote_state."));
  const twice = constructed.filter((address, index) => constructed.indexOf(address) !== index);
  return [
    ...twice.map((address) => `${address} was constructed twice`),
    ...constructed.filter((address) => !written.has(address)).map((address) => `${address} was lost`),
    ...(new Set([...constructed, ...remote]).size === written.size
      ? []
      : ["something was written that was not constructed"]),
  ];
};
