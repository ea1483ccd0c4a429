export { isKnown, type Caller, type Standing } from "./caller";
export { exactClaims, type Claims } from "./claims";
export { withProfile, type Directory } from "./directory";
export { machineOf, personOf, type NotLetIn } from "./identify";
export {
  deciderRoles,
  membershipOf,
  partsIn,
  partsInAssets,
  standingParts,
  stewardedUnits,
  type Involved,
  type Membership,
  type Part,
  type ProjectMember,
} from "./parts";
export { personWords, type PersonWords } from "./person-words";
export { roleOfSession, sessionOf } from "./role-of-session";
export { identitySettings, type IdentitySettings } from "./settings";
