export {
  BlueprintConfigurations,
  type BlueprintConfigurationsProps,
  type BlueprintDefinition,
  type BlueprintGrant,
} from "./blueprint-configurations";
export { chainPredecessor } from "./chain";
