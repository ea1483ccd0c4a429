import { UserManager, WebStorageStateStore, type User } from "oidc-client-ts";
import type { PortalConfig } from "../api/assumed";
import type { TokenSource } from "./client";
import { forgetDrafts, ownDrafts } from "./drafts";
import { FaultError } from "./fault";

/** Seconds before its end at which a token is renewed. */
const EARLY = 30;

/** Session of a person: tokens in this tab's storage alone, gone with the tab. */
export interface Session extends TokenSource {
  /** Sends the person to the issuer, who comes back to this place. */
  signIn(place: string): Promise<void>;
  /** Forgets everything of the person, here and at the issuer. */
  signOut(): Promise<void>;
  /** Name for the page's head; empty where nobody is signed in. */
  readonly name: string;
}

/** Session, and what came of a return from the issuer. */
export interface Begun {
  readonly session: Session;
  readonly isSignedIn: boolean;
  /** Place in which the person was before signing in. */
  readonly place?: string;
  /** Words of the issuer, where it did not let the person in. */
  readonly refused?: string;
}

/** Authorization code flow with PKCE (RFC 7636), by oidc-client-ts; no frame is used, so no cookie of a third party is needed. */
export async function beginSession(config: PortalConfig): Promise<Begun> {
  const home = `${location.origin}/`;
  const store = new WebStorageStateStore({ store: sessionStorage });
  const manager = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    scope: config.scopes,
    resource: config.resource,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    userStore: store,
    stateStore: store,
    automaticSilentRenew: false,
    loadUserInfo: false,
    monitorSession: false,
  });
  const returned = await returnOf(manager);
  const session = new TabSession(manager, config.token ?? "access", returned.user ?? (await manager.getUser()));
  return { session, isSignedIn: session.isThere, place: returned.place, refused: returned.refused };
}

interface Returned {
  readonly user?: User;
  readonly place?: string;
  readonly refused?: string;
}

async function returnOf(manager: UserManager): Promise<Returned> {
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has("state")) return {};
  const address = location.href;
  // A code is used once: reloading the page must not send it again.
  history.replaceState(null, "", "/");
  if (!parameters.has("code") && !parameters.has("error")) return {};
  try {
    const user = await manager.signinRedirectCallback(address);
    ownDrafts(user.profile.sub);
    return { user, place: typeof user.state === "string" ? user.state : undefined };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

class TabSession implements Session {
  private renewal: Promise<User | null> | undefined;

  constructor(
    private readonly manager: UserManager,
    private readonly kind: "access" | "id",
    private user: User | null,
  ) {}

  get isThere(): boolean {
    return this.user !== null;
  }

  get name(): string {
    const { name, preferred_username: login, email, sub } = this.user?.profile ?? { sub: "" };
    return name ?? login ?? email ?? sub;
  }

  async token(isRefused = false): Promise<string> {
    const left = this.user?.expires_in ?? 0;
    if (isRefused || left < EARLY) this.user = (await this.renewed()) ?? this.user;
    const isOver = this.user === null || this.user.expired === true;
    const token = this.kind === "id" ? this.user?.id_token : this.user?.access_token;
    if (isOver || token === undefined) throw new FaultError({ kind: "session-over" });
    return token;
  }

  /** Only by a refresh token: another way would need a frame and the issuer's cookies in it. */
  private renewed(): Promise<User | null> {
    if (this.user?.refresh_token === undefined) return Promise.resolve(null);
    this.renewal ??= this.manager
      .signinSilent()
      .catch(() => null)
      .finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  async signIn(place: string): Promise<void> {
    try {
      await this.manager.signinRedirect({ state: place });
    } catch {
      throw new FaultError({ kind: "offline" });
    }
  }

  async signOut(): Promise<void> {
    forgetDrafts();
    const { id_token: hint } = this.user ?? {};
    this.user = null;
    await this.manager.removeUser();
    try {
      if ((await this.manager.metadataService.getEndSessionEndpoint()) !== undefined)
        return await this.manager.signoutRedirect({ id_token_hint: hint });
    } catch {
      // The issuer cannot be reached: this tab has forgotten the person all the same.
    }
    location.assign("/");
  }
}
