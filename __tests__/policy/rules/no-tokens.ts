import type { StackRule } from "../stack-under-test";

/** No CDKTF token is left: one that ended up inside of a document would reach AWS as text. */
export const noTokens: StackRule = ({ json }) => [
  ...new Set(JSON.stringify(json).match(/[^"\s]{0,40}TfToken\[[^"\s]{0,40}/g) ?? []),
];
