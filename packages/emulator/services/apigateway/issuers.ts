import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** Key of an issuer, as JWKS has it. */
interface Jwk {
  readonly kid?: string;
  readonly kty?: string;
  readonly use?: string;
}

interface Keys {
  readonly until: number;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

/** API Gateway keeps keys for two hours. */
const KEPT_MS = 2 * 60 * 60 * 1000;
const ANSWER_MS = 5000;

/** Public keys of issuers, found by OpenID Connect discovery. */
export class Issuers {
  private readonly known = new Map<string, Keys>();

  /**
   * The RSA key of an issuer by its id; undefined where it has none. A key that is not known is asked for anew.
   *
   * @throws Error where the issuer does not say what its keys are
   */
  async key(issuer: string, kid: string): Promise<KeyObject | undefined> {
    const known = this.known.get(issuer);
    const found = known !== undefined && known.until > Date.now() ? known.keys.get(kid) : undefined;
    if (found !== undefined) return found;
    const keys = await fetchKeys(issuer);
    this.known.set(issuer, { keys, until: Date.now() + KEPT_MS });
    return keys.get(kid);
  }

  clear(): void {
    this.known.clear();
  }
}

async function fetchKeys(issuer: string): Promise<ReadonlyMap<string, KeyObject>> {
  const configuration = await json(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const { jwks_uri: address } = configuration as { jwks_uri?: string };
  if (address === undefined) throw new Error(`${issuer} has no jwks_uri`);
  const { keys = [] } = (await json(address)) as { keys?: readonly Jwk[] };
  const usable = keys.filter(({ kty, kid, use = "sig" }) => kty === "RSA" && kid !== undefined && use === "sig");
  return new Map(usable.map((jwk) => [jwk.kid ?? "", createPublicKey({ key: jwk as JsonWebKey, format: "jwk" })]));
}

async function json(address: string): Promise<unknown> {
  const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_MS) });
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  return response.json();
}
