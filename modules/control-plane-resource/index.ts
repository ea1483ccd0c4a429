export type { Adoption } from "./adoption";
export { ControlPlaneResource, type ControlPlaneResourceProps } from "./control-plane-resource";
export { replacedWith } from "./replacements";
