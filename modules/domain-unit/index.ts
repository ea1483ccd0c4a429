export { DomainUnitOwner, type DomainUnitOwnerProps } from "./domain-unit-owner";
export { DomainUnitTree, type DomainUnitTreeProps, type UnitDefinition } from "./domain-unit-tree";
