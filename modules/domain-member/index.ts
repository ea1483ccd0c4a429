export { DomainMembers, type DomainMembersProps, type GroupDefinition, type UserDefinition } from "./domain-members";
