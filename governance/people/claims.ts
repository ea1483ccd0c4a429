import { z } from "zod";

/** Claims of a token, in their own types. */
export type Claims = Readonly<Record<string, unknown>>;

const claims = z.record(z.string(), z.unknown());

/** Claims that say who somebody is, beside those that an organization names. */
const IDENTITY = ["iss", "sub", "aud", "client_id", "token_use", "jti"];

/**
 * Claims of the token that API Gateway's authorizer has validated, in their own types.
 *
 * The authorizer hands claims over as texts, and a list as its members between brackets with spaces (`[a b]`): a group whose name
 * has a space would look like two others. So the claims are read from the token itself, which the authorizer has validated in the
 * same header. An authorizer that was set up for another header would validate another token: so what says who the person is must
 * be the same in both.
 *
 * @param validated - `requestContext.authorizer.jwt.claims`
 * @param authorization - Header `Authorization`.
 * @param names - Names of the claims that an organization uses, for groups and the like.
 * @returns nothing where the two do not belong together: the caller is nobody then
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @see https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/issues/802 (`[a b c]`, from a log)
 */
export function exactClaims(
  validated: Claims,
  authorization: string | undefined,
  names: readonly string[],
): Claims | undefined {
  const payload = (authorization ?? "").replace(/^Bearer +/i, "").split(".")[1];
  const exact = claims.safeParse(parsed(payload));
  if (!exact.success) return undefined;
  const isSame = [...IDENTITY, ...names].every((name) => isOne(own(exact.data, name), own(validated, name)));
  return isSame && typeof exact.data.sub === "string" && typeof exact.data.iss === "string" ? exact.data : undefined;
}

const own = (all: Claims, name: string): unknown => (Object.hasOwn(all, name) ? all[name] : undefined);

/** Tells whether a text can be what the authorizer makes of a claim: of a list, its words in that order. */
function isOne(claim: unknown, text: unknown): boolean {
  if (claim === undefined || text === undefined) return claim === text;
  if (!Array.isArray(claim)) return String(claim as string | number | boolean) === text;
  return typeof text === "string" && wordsOf(claim.join(" ")) === wordsOf(text.replace(/^\[|\]$/g, ""));
}

const wordsOf = (text: string): string =>
  text
    .split(/[\s,]+/)
    .filter((word) => word !== "")
    .join(" ");

function parsed(payload: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(payload ?? "", "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
