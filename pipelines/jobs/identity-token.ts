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
