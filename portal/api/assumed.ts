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
