export { ProjectInventory, type InventoryDataSource, type ProjectInventoryProps } from "./project-inventory";
