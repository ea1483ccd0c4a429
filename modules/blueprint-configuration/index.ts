export {
  BlueprintConfigurations,
  type BlueprintConfigurationsProps,
  type BlueprintDefinition,
  type BlueprintGrant,
} from "./blueprint-configurations";
export { chainPredecessor } from "./chain";
export { KeptBlueprints, type KeptBlueprintsProps } from "./kept-blueprints";
