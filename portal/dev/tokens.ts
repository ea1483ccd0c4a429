import { createPublicKey, verify, type JsonWebKey } from "node:crypto";

type Claims = Readonly<Record<string, unknown>>;

/** Proves tokens by the keys that their issuer publishes, as the authorizer of API Gateway does. */
export class TokenProof {
  private keys: Promise<readonly (JsonWebKey & { readonly kid?: string })[]> | undefined;

  constructor(private readonly issuer: string) {}

  /** Claims of a token in a header `Authorization`; nothing where it is not genuine. Times are looked at elsewhere. */
  async claims(authorization = ""): Promise<Claims | undefined> {
    const [head, payload, signature] = authorization.replace(/^Bearer /, "").split(".");
    if (signature === undefined) return undefined;
    try {
      const { kid, alg } = parsed(head);
      const key = (await this.published()).find((one) => one.kid === kid);
      if (key === undefined || alg !== "RS256") return undefined;
      const publicKey = createPublicKey({ key, format: "jwk" });
      const isGenuine = verify(
        "RSA-SHA256",
        Buffer.from(`${head}.${payload}`),
        publicKey,
        Buffer.from(signature, "base64url"),
      );
      return isGenuine ? parsed(payload) : undefined;
    } catch {
      return undefined;
    }
  }

  private async published() {
    this.keys ??= (async () => {
      const { jwks_uri: address } = await json<{ jwks_uri: string }>(`${this.issuer}/.well-known/openid-configuration`);
      return (await json<{ keys: JsonWebKey[] }>(address)).keys;
    })();
    return this.keys;
  }
}

async function json<T>(address: string): Promise<T> {
  return (await (await fetch(address)).json()) as T;
}

const parsed = (part: string): Claims => JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Claims;
