export { PolicyGrant, type GrantEntity, type GrantPrincipal, type PolicyGrantProps } from "./policy-grant";
