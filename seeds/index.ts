/** Templates of use cases: what is seeded into their repositories, and what a later version changes there. */
export { dispatchOf, type DeployRequest, type Dispatch } from "./dispatch";
export {
  CODE_HOSTS,
  REPOSITORY_KINDS,
  SeedError,
  type CodeHost,
  type RepositoryKind,
  type SeedFile,
  type SeedFiles,
  type SeedParameters,
  type SeedProblem,
  type SeedSource,
  type Template,
} from "./model";
export { permissionsOf, type SeedStatement } from "./permissions";
export { readParameters } from "./parameters/read";
export { sampleParameters } from "./parameters/sample";
export { seedFilesOnDisk, seedFolders } from "./read-files";
export { MARKER_FILE, parseMarker, type SeedMarker } from "./render/marker";
export { renderRepository, type RenderedRepository, type RenderRequest, type SeedEnvironment } from "./render/render";
export { TEMPLATES, templateOf } from "./templates";
export { planUpgrade, type UpgradeAction, type UpgradeChange, type UpgradePlan } from "./upgrade/plan-upgrade";
export { upgradeText } from "./upgrade/upgrade-text";
