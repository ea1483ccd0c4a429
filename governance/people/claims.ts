import { z } from "zod";

/** Claims of a token, in their own types. */
export type Claims = Readonly<Record<string, unknown>>;

const claims = z.record(z.string(), z.unknown());

/**
 * Claims of the token that API Gateway's authorizer has validated, in their own types.
 *
 * The authorizer hands claims over as texts, and a list as its members between brackets with spaces (`[a b]`): a group whose name
 * has a space would look like two others. So the claims are read from the token itself, which the authorizer has validated in the
 * same header, and every claim that is a text must be the same in both.
 *
 * @param validated - `requestContext.authorizer.jwt.claims`
 * @param authorization - Header `Authorization` that the authorizer has validated.
 * @returns nothing where the two do not belong together: the caller is nobody then
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @see https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/issues/802 (`[a b c]`, from a log)
 */
export function exactClaims(validated: Claims, authorization: string | undefined): Claims | undefined {
  const payload = (authorization ?? "").replace(/^Bearer +/i, "").split(".")[1];
  const exact = claims.safeParse(parsed(payload));
  if (!exact.success) return undefined;
  const isSame = Object.entries(exact.data).every(
    ([name, value]) => typeof value !== "string" || validated[name] === value,
  );
  return isSame && typeof exact.data.sub === "string" && typeof exact.data.iss === "string" ? exact.data : undefined;
}

function parsed(payload: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(payload ?? "", "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
