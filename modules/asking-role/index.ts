export { PooledAskingRole, type PooledAskingRoleProps } from "./pooled-asking-role";
export { AskingRole, type AskingRoleProps } from "./asking-role";
