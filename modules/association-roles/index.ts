export { AssociationRoles, type AssociationRolesProps } from "./association-roles";
