export { askingRoleOf } from "./asking-role";
export { readMark, type MarkFacts } from "./mark";
export {
  askForProject,
  changeMembers,
  decideProject,
  extendProject,
  projectRequestId,
  retireProject,
  transferOwnership,
  type ChangedMembers,
  type ProjectOffice,
  type RetiredProject,
  type RetirementWish,
} from "./office";
export type { PersonOnProject, ProjectRefusal, ProjectWishFate } from "./people";
export type {
  Claim,
  Claimed,
  Creation,
  ProjectClaims,
  ProjectDraft,
  ProjectPorts,
  ProjectService,
  ProjectStore,
  ServiceRefusal,
} from "./ports";
export { rebuiltRecord, type LostProject } from "./rebuild";
export {
  CHOOSE,
  type AskingRole,
  type FailureReason,
  type ProjectRecord,
  type ProjectWish,
  type WantedMember,
} from "./record";
export { settleProject, type Settled } from "./settle";
export { projectSettings, type ProjectRole, type ProjectSettings } from "./settings";
export type { EvidenceName, NoticeKind, Part } from "./step";
export type {
  EnvironmentView,
  LiveProject,
  ProfileConfiguration,
  ProjectServiceView,
  ProjectUses,
  WishFacts,
} from "./view";
export { projectWish, wantedMember } from "./wish";
