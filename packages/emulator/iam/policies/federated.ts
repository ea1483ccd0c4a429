import { ServiceError } from "../../errors";
import type { ConditionContext } from "../model";
import type { KnownPrincipal } from "./principal";

/** Operation by which somebody with a token of an identity provider gets the credentials of a role; it carries no signature. */
export const WITH_WEB_IDENTITY = "AssumeRoleWithWebIdentity";

/**
 * Somebody who has a token of an OpenID Connect provider, which the role's account trusts by the provider's ARN. The token's
 * signature and its end are not looked at, nor whether the account has made the provider known to IAM.
 *
 * @throws ServiceError InvalidIdentityToken for what is no token
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function federatedPrincipal({ RoleArn, WebIdentityToken }: Readonly<Record<string, unknown>>): KnownPrincipal {
  const claims = claimsOf(typeof WebIdentityToken === "string" ? WebIdentityToken : "");
  const { iss, sub, aud } = claims;
  if (typeof iss !== "string" || typeof sub !== "string")
    throw new ServiceError(
      "InvalidIdentityToken",
      400,
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
    );
  const provider = iss.replace(/^https:\/\//, "");
  const account = String(RoleArn).split(":")[4] ?? "";
  const audience = typeof aud === "string" ? aud : Array.isArray(aud) ? aud.map(String) : undefined;
  const arn = `arn:aws:iam::${account}:oidc-provider/${provider}`;
  return {
    principal: { kind: "federated", arn, callerArn: `${arn} (${sub})` },
    identity: [],
    context: {
      "aws:federatedprovider": arn,
      [`${provider.toLowerCase()}:sub`]: sub,
      ...(audience === undefined ? {} : { [`${provider.toLowerCase()}:aud`]: audience }),
      ...ownClaims(provider, claims),
    },
  };
}

/** Claims that STS compares beside the subject, by the provider that has them. */
const OWN_CLAIMS: Readonly<Record<string, readonly string[]>> = {
  "token.actions.githubusercontent.com": [
    "actor",
    "actor_id",
    "enterprise_id",
    "environment",
    "job_workflow_ref",
    "ref",
    "repository",
    "repository_id",
    "workflow",
  ],
};

function ownClaims(provider: string, claims: Readonly<Record<string, unknown>>): ConditionContext {
  const known = (OWN_CLAIMS[provider] ?? []).filter((name) => typeof claims[name] === "string");
  return Object.fromEntries(known.map((name) => [`${provider}:${name}`, String(claims[name])]));
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;
  } catch {
    return {};
  }
}
