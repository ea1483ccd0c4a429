export {
  ProjectInventory,
  type InventoryAsset,
  type InventoryDataSource,
  type ProjectInventoryProps,
} from "./project-inventory";
