export {
  checkConfiguration,
  listStages,
  loadAllStages,
  loadStage,
  loadStageAmongOthers,
  type ConfigurationReport,
} from "./organization";
