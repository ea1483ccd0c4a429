export { AiopsAccountRole, type AiopsAccountRoleProps, type UseCaseHere } from "./aiops-account-role";
