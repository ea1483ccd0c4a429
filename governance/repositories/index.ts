/** Repositories of use cases: what they are to be, what they are, and the next steps. Pure; hosts and stores are ports. */
export { jobRole, membershipNote, wantedEnvironment, type MembershipView, type NamedEnvironment } from "./environments";
export { HostBusy, HostRefusal, type CodeHost, type Proposal } from "./host";
export { MARKER_PATH, type Seeds } from "./look";
export type { RepositoryClaims, RepositoryKey, RepositoryPorts, RepositoryStore, Wish } from "./ports";
export type { ProjectEnvironment, ProjectView } from "./project";
export { readinessOf, type PlaceView, type Readiness, type UseCaseView } from "./readiness";
export { settleRepository, type Settled } from "./settle";
export { UPGRADE_BRANCH } from "./upgrades";
export type {
  Content,
  EnvironmentGuard,
  FoundRepository,
  Guard,
  Guards,
  Refused,
  UpgradeBranch,
  UpgradeRequest,
  UpgradeView,
  Upgrade,
} from "./view";
export type { Marker, RepositoryFile, RepositoryFiles, WantedEnvironment, WantedRepository } from "./wanted";
