export { begin, missedText, nextRank, type Proposal } from "./begin";
export { checkGates, type Gate } from "./gates";
export { isSamePerson } from "./names";
export { type Artifact, contentOf, ORIGIN, type PackageView, parseRelease, type Release } from "./package";
export { decidePromotion, maySee, nameOf, notFound, refuse, refuseWish, rollBack } from "./people";
export type { DeployHost, Hindrance, HostRun, Listed, ModelRegistry, PromotionPorts, StageAccounts } from "./ports";
export {
  type Copied,
  type Duty,
  freshRecord,
  type NoticeKind,
  type Order,
  type Passage,
  type Promotion,
  type PromotionsRecord,
  stageOf,
  type StageState,
} from "./record";
export { seenRunning } from "./running";
export { isWorthALook, seenVersion, wishedData, wishedVersion } from "./seen";
export { type Run, type Settled, settlePromotions } from "./settle";
export { shownUseCase } from "./shown";
export { standingOf } from "./trigger";
export { stageNamed, type UseCase } from "./use-case";
