export { DomainRoles, type DomainRolesProps } from "./domain-roles";
