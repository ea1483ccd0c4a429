export type { GrantEntity } from "./grant-content";
export { PolicyGrant, type PolicyGrantProps } from "./policy-grant";
export type { GrantPrincipal } from "./principal";
export { AssetTypeGrant, type AssetTypeGrantProps } from "./asset-type-grant";
