export { ControlPlaneFunction, type ControlPlaneFunctionProps, type ControlPlaneTask } from "./control-plane-function";
export { controlPlaneStatements, type ControlPlanePermissions } from "./permissions";
