import { outputNames } from "../../../contracts/outputs";
import type { StackRule } from "../stack-under-test";

/** A stack publishes the outputs of its layer's contract and nothing else: CDKTF's implicit outputs follow logical ids. */
export const declaredOutputs: StackRule = ({ json, address }) => {
  const declared = outputNames(address.layer);
  const published = Object.keys(json.output ?? {});
  return [
    ...published.filter((name) => !declared.includes(name)).map((name) => `output ${name} is not declared`),
    ...declared.filter((name) => !published.includes(name)).map((name) => `output ${name} is missing`),
  ];
};
