export { OidcProvider, providerArn, type OidcProviderProps } from "./oidc-provider";
