import { RunnerError } from "../../runner";

/** Audience of the token: what the trust policy in AWS asks for (`aud`). */
const AUDIENCE = "sts.amazonaws.com";

/**
 * The identity token of the running job: GitLab hands it over in a variable, GitHub (github.com and Enterprise Server) by request.
 *
 * @throws RunnerError where the job has none
 */
export async function identityToken(environment: NodeJS.ProcessEnv): Promise<string> {
  const {
    SMUS_ID_TOKEN: given,
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
  } = environment;
  if (given !== undefined && given !== "") return given;
  if (!url || !secret) {
    throw new RunnerError(
      "this job has no identity token: GitHub gives one to jobs with the permission id-token: write, GitLab to jobs with id_tokens: SMUS_ID_TOKEN",
    );
  }
  const address = new URL(url);
  address.searchParams.set("audience", AUDIENCE);
  const response = await fetch(address, { headers: { authorization: `Bearer ${secret}`, accept: "application/json" } });
  const { value } = response.ok ? ((await response.json()) as { value?: unknown }) : {};
  if (typeof value !== "string" || value === "")
    throw new RunnerError(`GitHub gave no identity token: ${response.status} ${response.statusText}`);
  return value;
}

/**
 * Says what of a token the trust policy of a role is compared with. The token itself, its signature above all, is shown nowhere.
 *
 * GitHub's subject has two forms: repositories that were created, renamed or moved since 2026-07-15 carry the ids of owner and
 * repository in it.
 */
export function describeClaims(token: string): string {
  const claims = claimsOf(token);
  const shown = ["sub", "aud", "iss"].map((name) => `  ${name}: ${JSON.stringify(claims[name]) ?? "missing"}`);
  return [
    "the token that was refused says:",
    ...shown,
    "the role's trust policy must allow these, letter by letter",
  ].join("\n");
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const [, payload = ""] = token.split(".");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? { ...claims } : {};
  } catch {
    return {};
  }
}
