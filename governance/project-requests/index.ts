export { askForProject, checkProject, projectRequestId, type CheckedWish } from "./ask";
export { askingRoleOf } from "./asking-role";
export { placeOfProblem } from "./checks";
export { profileSubject, unitSubject } from "./claims";
export { readMark, type MarkFacts } from "./mark";
export {
  changeMembers,
  decideProject,
  extendProject,
  retireProject,
  transferOwnership,
  type ChangedMembers,
  type ProjectOffice,
  type RetiredProject,
  type RetirementWish,
} from "./office";
export { designationsOf, projectParts, projectRoles, type ProjectFacts, type ProjectPart } from "./parts";
export { mayDecide, nothingPossible, possibleOnProject } from "./possible";
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
  type CheckProblem,
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
export { phaseWords } from "./words";
