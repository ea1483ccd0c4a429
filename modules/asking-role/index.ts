export { AskingRole, type AskingRoleProps } from "./asking-role";
