export { ControlPlaneResource, type ControlPlaneResourceProps } from "./control-plane-resource";
export { replacedWith } from "./replacements";
