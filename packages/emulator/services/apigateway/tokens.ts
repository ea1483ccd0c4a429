import { verify } from "node:crypto";
import type { Issuers } from "./issuers";

/** Claims of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/** Rules that a token is held to. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** Refusal of a token; its message goes into `error_description`. */
export class InvalidToken extends Error {}

/** Algorithms by their names in the header: API Gateway takes RSA only. */
const HASHES: Readonly<Record<string, string>> = { RS256: "sha256", RS384: "sha384", RS512: "sha512" };

/**
 * Claims of a token that is valid now.
 *
 * @throws InvalidToken
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function verifiedClaims(token: string, rules: TokenRules, issuers: Issuers): Promise<Claims> {
  const [head, body, signature, ...rest] = token.split(".");
  if (signature === undefined || rest.length > 0) throw new InvalidToken("the token is malformed");
  const { alg, kid } = part(head);
  const claims = part(body);
  if (claims.iss !== rules.issuer) throw new InvalidToken("the token does not have a valid issuer");
  const hash = typeof alg === "string" ? (HASHES[alg] as string | undefined) : undefined;
  if (hash === undefined) throw new InvalidToken("signing method is invalid");
  if (typeof kid !== "string") throw new InvalidToken("the token has no kid");
  const key = await issuers.key(rules.issuer, kid).catch((error: Error) => {
    process.stderr.write(`emulator: keys of ${rules.issuer}: ${error.message}\n`);
    throw new InvalidToken("unable to read the keys of the issuer");
  });
  if (key === undefined) throw new InvalidToken("unknown kid");
  if (!verify(hash, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url")))
    throw new InvalidToken("the signature is invalid");
  checkTimes(claims);
  checkAudience(claims, rules.audience);
  return claims;
}

function part(text: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null) return value as Claims;
  } catch {
    // Refused like what is JSON and no object.
  }
  throw new InvalidToken("the token is malformed");
}

function checkTimes({ exp, nbf, iat }: Claims): void {
  const now = Date.now() / 1000;
  if (typeof exp !== "number" || exp <= now) throw new InvalidToken("the token has expired");
  if (typeof nbf === "number" && nbf > now) throw new InvalidToken("the token is not valid yet");
  if (typeof iat === "number" && iat > now) throw new InvalidToken("the token was issued in the future");
}

/** `client_id` counts only where there is no `aud`. */
function checkAudience({ aud, client_id: client }: Claims, audience: readonly string[]): void {
  const given = aud ?? client;
  const named: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (!named.some((one) => typeof one === "string" && audience.includes(one)))
    throw new InvalidToken("the token does not have a valid audience");
}

/** Scopes of a token: a text with spaces, or a list, in `scope` or `scp`. */
export function scopesOf({ scope, scp }: Claims): readonly string[] {
  const given = scope ?? scp;
  if (typeof given === "string") return given.split(" ").filter((one) => one !== "");
  return Array.isArray(given) ? given.map(String) : [];
}
