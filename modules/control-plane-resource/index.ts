export { ControlPlaneResource, type ControlPlaneResourceProps } from "./control-plane-resource";
