export { checkConfiguration, listStages, loadAllStages, loadStage, type ConfigurationReport } from "./organization";
