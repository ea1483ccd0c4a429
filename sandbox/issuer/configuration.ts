import { generateKeyPairSync, randomBytes } from "node:crypto";
import { messagePage, signOutPage } from "./pages";
import type { Persona } from "./personas";

/** Id of the only client: a page in a browser, which can keep no secret. */
export const CLIENT_ID = "governance-portal";
/** Scopes that the page asks for. */
export const SCOPES = "openid profile groups";
/** Audience of access tokens: the API. */
export const AUDIENCE = "https://governance.sandbox.example.com";

/** Registration of the portal with an issuer, and who can sign in there. */
export interface Registration {
  readonly clientId: string;
  /** Audience of access tokens. */
  readonly audience: string;
  readonly personas: readonly Persona[];
}

/** Options of an issuer. */
export interface IssuerOptions extends Registration {
  readonly redirectUris: readonly string[];
  /** Seconds for which an access token holds. */
  readonly tokenSeconds: number;
  /** False has the session end with the access token: it cannot be renewed without the person. */
  readonly isRenewable: boolean;
}

interface Context {
  body: string;
  type: string;
}
interface Session {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
    readonly provider: import("oidc-provider").Provider;
  };
}

/** Configuration of oidc-provider. @see https://github.com/panva/node-oidc-provider/blob/main/docs/README.md */
export function configurationOf(options: IssuerOptions): Readonly<Record<string, unknown>> {
  const { personas, tokenSeconds } = options;
  const personaOf = (key: string) => personas.find((persona) => persona.key === key);
  return {
    clients: [clientOf(options)],
    claims: {
      openid: ["sub"],
      profile: ["name", "preferred_username"],
      groups: ["groups"],
    },
    scopes: ["openid", "profile", "groups"],
    // Access tokens and ID tokens alike carry what the API asks for.
    conformIdTokenClaims: false,
    extraTokenClaims: (_context: unknown, { accountId }: { readonly accountId: string }) =>
      claimsOf(personaOf(accountId)),
    findAccount: (_context: unknown, key: string) => {
      const persona = personaOf(key);
      return persona && { accountId: key, claims: () => ({ sub: key, ...claimsOf(persona) }) };
    },
    loadExistingGrant: grantOf,
    issueRefreshToken: () => options.isRenewable,
    pkce: { required: () => true },
    clientBasedCORS: (_context: unknown, origin: string) =>
      options.redirectUris.some((uri) => new URL(uri).origin === origin),
    ttl: {
      AccessToken: tokenSeconds,
      IdToken: tokenSeconds,
      Interaction: 3600,
      RefreshToken: 86_400,
      Session: 86_400,
      Grant: 86_400,
    },
    cookies: { keys: [randomBytes(32).toString("hex")] },
    jwks: { keys: [generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" })] },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/persona/${uid}` },
    features: featuresOf(options),
    renderError: (context: Context, { error, error_description: description }: Readonly<Record<string, string>>) => {
      context.type = "html";
      context.body = messagePage("Sign-in did not work", `${error}: ${description ?? ""}`);
    },
  };
}

function clientOf({ redirectUris, clientId }: IssuerOptions) {
  return {
    client_id: clientId,
    redirect_uris: redirectUris,
    post_logout_redirect_uris: redirectUris,
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
  };
}

function featuresOf({ audience }: IssuerOptions) {
  return {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: "", audience, accessTokenFormat: "jwt" }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context: Context, form: string) => {
        context.body = signOutPage(form);
      },
      postLogoutSuccessSource: (context: Context) => {
        context.body = messagePage("You are signed out", "You can close this page.");
      },
    },
  };
}

const claimsOf = (persona: Persona | undefined) =>
  persona && {
    name: persona.name,
    ...(persona.claims ?? { preferred_username: persona.login, groups: persona.groups }),
  };

/** Consent without a question: the page belongs to the sandbox. */
async function grantOf({ oidc: { client, session, provider } }: Session) {
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}
