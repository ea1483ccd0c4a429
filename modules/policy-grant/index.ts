export { PolicyGrant, type GrantEntity, type GrantPrincipal, type PolicyGrantProps } from "./policy-grant";
export { AssetTypeGrant, type AssetTypeGrantProps } from "./asset-type-grant";
