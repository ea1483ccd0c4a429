import { NO_STANDING, together, type Caller } from "./caller";
import type { Claims } from "./claims";
import { roleOfSession } from "./role-of-session";
import type { IdentitySettings } from "./settings";

/** Seconds by which the clocks of an issuer and of the function may differ. */
const SKEW_SECONDS = 60;

/** Reason for which somebody is not let in. */
export interface NotLetIn {
  readonly refused: string;
}

/**
 * Person that a token speaks for.
 *
 * API Gateway's authorizer has checked signature, algorithm, issuer, audience and times before. Issuer, audience, use and times are
 * checked here once more: a route that was deployed without its authorizer, or with another one, lets nobody in.
 *
 * @param now - Time of now (ISO 8601, UTC).
 */
export function personOf(claims: Claims, settings: IdentitySettings, now: string): Caller | NotLetIn {
  const refused = faultOf(claims, settings, Date.parse(now) / 1000);
  if (refused !== undefined) return { refused };
  const groups = namesIn(claims[settings.claims.groups]);
  const known = groups.filter((name) => Object.hasOwn(settings.groups, name)).map((name) => settings.groups[name]);
  const name = claims[settings.claims.userName];
  return {
    id: String(claims.sub),
    kind: "person",
    ...(typeof name === "string" && name !== "" ? { name } : {}),
    standing: together(known),
    groupProfiles: known.flatMap(({ profileId }) => profileId ?? []),
  };
}

function faultOf(claims: Claims, settings: IdentitySettings, seconds: number): string | undefined {
  const { sub, iss, aud, client_id: client, exp, nbf, token_use: use } = claims;
  if (typeof sub !== "string" || sub === "") return "The token has no subject.";
  if (iss !== settings.issuer) return "The token is of another issuer.";
  // The authorizer looks at client_id only where there is no aud.
  const audiences = aud === undefined ? namesIn(client) : namesIn(aud);
  if (!audiences.some((one) => settings.audiences.includes(one))) return "The token is for another audience.";
  if (typeof exp !== "number" || exp <= seconds) return "The token has expired: sign in again.";
  if (typeof nbf === "number" && nbf > seconds + SKEW_SECONDS) return "The token is not valid yet.";
  if (settings.tokenUse !== undefined && use !== settings.tokenUse)
    return `The token is no ${settings.tokenUse} token.`;
  return undefined;
}

/** Names in a claim that is a list or a single text. */
function namesIn(claim: unknown): string[] {
  const values: unknown[] = Array.isArray(claim) ? claim : [claim];
  return values.filter((value) => typeof value === "string");
}

/**
 * Machine that a request of IAM speaks for: a role, whatever its session is called, or a user.
 *
 * @param userArn - `requestContext.authorizer.iam.userArn`
 */
export function machineOf(userArn: string, { machines }: IdentitySettings): Caller {
  const role = roleOfSession(userArn);
  const known = Object.keys(machines).find((arn) => roleOfSession(arn) === role);
  return {
    id: role,
    kind: "machine",
    ...(known === undefined ? {} : { name: known }),
    standing: known === undefined ? NO_STANDING : together([machines[known]]),
    groupProfiles: [],
  };
}
