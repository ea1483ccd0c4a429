import { type Witness, witnessesOf } from "../witnesses/witness";
import { GITHUB_WITNESSES } from "./github/witnesses";
import { GITLAB_WITNESSES } from "./gitlab/witnesses";

/** Behaviours of code hosts. */
export const CODE_HOST_WITNESSES: readonly Witness[] = [
  ...witnessesOf("code-host.git", "code-host/git-requests.ts", [
    [
      "smart-http",
      "documented",
      "Clients of git read and write by `git http-backend`, which is git's own.",
      "git-scm.com/docs/git-http-backend",
    ],
    [
      "callers",
      "documented",
      "A token is the password of a git client, with any name.",
      "docs.github.com, Managing your personal access tokens; docs.gitlab.com/user/profile/personal_access_tokens/",
    ],
    [
      "hidden",
      "assumed",
      "A repository that a token does not see is 404, one that it may not write to 403.",
      "seen with clients of both hosts; no page says so",
    ],
  ]),
  ...witnessesOf("code-host.job-tokens", "code-host/job-tokens.ts", [
    [
      "github",
      "documented",
      "The subject of a job's token names its repository and its environment, or its branch where it has none; with ids where the organization has immutable subjects.",
      "docs.github.com/en/actions/reference/security/oidc",
    ],
    [
      "gitlab",
      "documented",
      "The subject names project and branch; the environment is a claim of its own.",
      "docs.gitlab.com/ci/secrets/id_token_authentication/",
    ],
  ]),
  ...witnessesOf("code-host.steps", "code-host/http/exchange.ts", [
    [
      "not-served",
      "assumed",
      "An operation that is not served is answered 501 with its name.",
      "a refusal of ours, so that nobody takes it for a host's",
    ],
  ]),
  ...GITHUB_WITNESSES,
  ...GITLAB_WITNESSES,
];
