export { markedPerson, requesterOf, roleThatAsks, UNKNOWN_REQUESTER, withAskedBy, type FiledRequest } from "./asked-by";
export { evidenceKey, evidenceTime } from "./evidence-key";
export {
  decideHeld,
  extendAccess,
  revokeAccess,
  type ActingPerson,
  type DeciderRole,
  type Refusal,
  type Wish,
} from "./people";
export { refuseExtension, refuseRevocation } from "./rights";
export type { AccessPolicy } from "./plan";
export type { AccessCatalog, AccessPorts, AccessStore } from "./ports";
export { freshRecord, type AccessPhase, type AccessRecord, type Asked } from "./record";
export { settleAccess, type Settled } from "./settle";
export type { NoticeKind } from "./step";
export type { AccessView, GrantView, RequestView, SubscriptionView } from "./view";
