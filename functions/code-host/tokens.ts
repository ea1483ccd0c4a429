import { createSign } from "node:crypto";
import { z } from "zod";
import { saidIn, type Transport } from "./message";
import { type HostSecret, HostSecretError, type SecretReader } from "./secret";

/** Tokens that requests are sent with. */
export interface Tokens {
  current(): Promise<string>;
  /** Says that a host does not take a token any more: the next one is made of the secret as it is then. */
  refused(token: string): void;
}

const MINUTE = 60_000;
/** Time before its end at which a token is not used any more: a request may take long. */
const SPARE = 5 * MINUTE;

interface Kept {
  readonly token: string;
  readonly until: number;
}

/** Tokens of a secret: the secret's own, or those of an installation of a GitHub App, which live for an hour. */
export class SecretTokens implements Tokens {
  private kept: Promise<Kept> | undefined;
  private spoiled: string | undefined;

  /** @param send - Transport to the host; it is asked for tokens of an installation. */
  public constructor(
    private readonly read: SecretReader,
    private readonly send: Transport,
    private readonly now: () => number = Date.now,
  ) {}

  public async current(): Promise<string> {
    const kept = this.kept === undefined ? undefined : await this.kept;
    if (kept !== undefined && kept.until > this.now() && kept.token !== this.spoiled) return kept.token;
    return this.renewed();
  }

  public refused(token: string): void {
    this.spoiled = token;
  }

  private async renewed(): Promise<string> {
    const next = this.make();
    this.kept = next;
    try {
      return (await next).token;
    } catch (error) {
      this.kept = undefined;
      throw error;
    }
  }

  private async make(): Promise<Kept> {
    const secret = await this.read();
    if (!("token" in secret)) return installationToken(secret, this.send, this.now());
    // A rotated secret is found when the host refuses the old one; this is for hosts that take both for a while.
    return { token: secret.token, until: this.now() + 15 * MINUTE };
  }
}

const made = z.looseObject({ token: z.string().min(1), expires_at: z.string() });

/**
 * Token of an installation.
 *
 * @see https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app
 */
async function installationToken(
  secret: Exclude<HostSecret, { token: string }>,
  send: Transport,
  now: number,
): Promise<Kept> {
  const { installationId } = secret;
  const answer = await send({
    method: "POST",
    path: `/app/installations/${installationId}/access_tokens`,
    headers: { authorization: `Bearer ${appToken(secret, now)}` },
    body: {},
  });
  const parsed = made.safeParse(answer.body);
  if (answer.status === 201 && parsed.success)
    return { token: parsed.data.token, until: Date.parse(parsed.data.expires_at) - SPARE };
  throw new HostSecretError(`the host gives no token to the app for installation ${installationId}: ${saidIn(answer)}`);
}

/**
 * Token by which an app says who it is: RS256, ten minutes at most, issued a minute ago since clocks differ.
 *
 * @see https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
 */
export function appToken({ appId, privateKey }: { appId: string; privateKey: string }, now: number): string {
  const issued = Math.floor(now / 1000) - 60;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const said = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: issued, exp: issued + 600, iss: appId })}`;
  try {
    return `${said}.${createSign("RSA-SHA256").update(said).sign(privateKey, "base64url")}`;
  } catch {
    // The error of the library may hold parts of the key.
    throw new HostSecretError("the private key of the app cannot be read; it is to be a PEM of an RSA key");
  }
}
