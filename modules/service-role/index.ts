export { ServiceRole, type ServiceRoleProps } from "./service-role";
