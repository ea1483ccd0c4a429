import type { Operations } from "./operations";

/**
 * Parts of the API that the page uses and that are not in its table of routes yet. When a route comes, the generated operations have
 * it and it goes from here.
 */
export interface AssumedOperations {
  /** Ask for access: the application files the request in the domain. */
  requestAccess: {
    query: Record<string, never>;
    body: {
      readonly listingId: string;
      readonly projectId: string;
      readonly purpose: string;
      readonly days?: number;
      readonly columns?: readonly string[];
      readonly reason: string;
    };
    answer: { readonly requestId: string };
  };
}

/** Method and path of each of them. */
export const ASSUMED_OPERATIONS = {
  requestAccess: { method: "POST", path: "/v1/access/requests" },
} as const;

/** The caller, with the projects in whose name data can be asked for. Without them the page asks for a project's id. */
export type Me = Operations["readMe"]["answer"] & {
  readonly projects?: readonly { readonly id: string; readonly name: string }[];
};

/** A published asset, with its terms where the API tells them. */
export type Asset = Operations["readAsset"]["answer"] & {
  readonly terms?: readonly string[];
  /** Terms by column. */
  readonly columnTerms?: Readonly<Record<string, readonly string[]>>;
  readonly projectName?: string;
};

/** Settings of the page, `GET /config.json`. */
export interface PortalConfig {
  /** Issuer that people sign in at, exactly as in its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  /** Scopes, separated by spaces. */
  readonly scopes: string;
  /** Purposes to choose from, by key, with the text that people read. */
  readonly purposes: Readonly<Record<string, string>>;
  readonly title: string;
  /** Token that the API takes. @default "access" */
  readonly token?: "access" | "id";
  /** Resource that is asked for (RFC 8707), for issuers that give access tokens for an API only then. @default - none */
  readonly resource?: string;
}
