import { type Witness, witnessesOf } from "../../witnesses/witness";
import { GITHUB_AROUND_WITNESSES } from "./witnesses-around";

const REST = "docs.github.com/en/rest";

/** Behaviours of GitHub's side. Shapes of requests and answers are checked against GitHub's OpenAPI description. */
export const GITHUB_WITNESSES: readonly Witness[] = [
  ...witnessesOf("code-host.github.shapes", "code-host/openapi/validation.ts", [
    [
      "requests",
      "model",
      "A request that does not fit the description of its operation is refused with 422.",
      "@octokit/openapi 23.0.2: api.github.com, ghes-3.19",
    ],
    [
      "answers",
      "model",
      "Every answer fits the description of its operation and status; of `oneOf` one alternative has to fit, and more may.",
      "@octokit/openapi 23.0.2",
    ],
    [
      "words",
      "measured",
      'The words of the refusal: `Invalid request.`, an empty line, `"name" wasn\'t supplied.`',
      "the text in rust-lang/bors#328",
    ],
    [
      "unknown-members",
      "assumed",
      "Members that the description does not have are taken no notice of; they are listed as violations.",
      "GitHub documents no refusal",
    ],
  ]),
  ...witnessesOf("code-host.github.callers", "code-host/github/authentication.ts", [
    [
      "tokens",
      "documented",
      "A token that is unknown or has expired is answered 401 `Bad credentials`.",
      `${REST}/authentication/authenticating-to-the-rest-api`,
    ],
    [
      "apps",
      "documented",
      "A JSON web token of an app is RS256, has `iss`, `iat` and `exp`, and holds 10 minutes at most.",
      "docs.github.com/en/apps, Generating a JSON Web Token (JWT) for a GitHub App",
    ],
    [
      "installation-tokens",
      "documented",
      "A token of an installation holds an hour, for no more permissions and repositories than the app is installed with.",
      `${REST}/apps/apps#create-an-installation-access-token-for-an-app`,
    ],
  ]),
  ...witnessesOf("code-host.github.access", "code-host/github/access.ts", [
    [
      "hidden",
      "documented",
      "A private repository that the caller may not see is answered 404, not 403.",
      `${REST}/using-the-rest-api/troubleshooting-the-rest-api`,
    ],
    [
      "permissions",
      "documented",
      "Each operation needs the permission that its page names; without it 403 `Resource not accessible by integration` or `... by personal access token`.",
      `${REST}/authentication/permissions-required-for-github-apps`,
    ],
    [
      "workflows",
      "documented",
      "Files below `.github/workflows` need the scope or permission of workflows.",
      "docs.github.com/en/apps, Scopes for OAuth apps (`workflow`)",
    ],
    [
      "workflows-refusal",
      "assumed",
      "Without it a classic token is answered 404, anybody else 403, already when a tree is made.",
      "the page names no status",
    ],
    [
      "roles",
      "documented",
      "Owners of an organization administer its repositories; teams and collaborators have the role that they were given.",
      "docs.github.com/en/organizations, Repository roles for an organization",
    ],
  ]),
  ...witnessesOf("code-host.github.repositories", "code-host/github/repositories.ts", [
    [
      "taken",
      "measured",
      "A name that is taken is 422 `Repository creation failed.` with the error `name already exists on this account`.",
      "the answer in dyad-sh/dyad#1914",
    ],
    [
      "names",
      "assumed",
      "Other characters of a name than letters, digits, `-`, `_` and `.` become `-`.",
      "seen in the web interface; the API's page does not say",
    ],
    [
      "renamed",
      "assumed",
      "The old name of a renamed repository is not found; GitHub redirects with 301.",
      "redirects are not served",
    ],
  ]),
  ...witnessesOf("code-host.github.contents", "code-host/github/contents.ts", [
    [
      "first",
      "documented",
      "The first file of an empty repository makes its default branch.",
      `${REST}/guides/using-the-rest-api-to-interact-with-your-git-database`,
    ],
    [
      "empty",
      "assumed",
      "An empty repository answers 404 `This repository is empty.` when a file is read.",
      "no published answer was found",
    ],
    [
      "sha",
      "documented",
      "A file that is there is only changed with its blob's id: 422 without it, 409 with another.",
      `${REST}/repos/contents#create-or-update-file-contents`,
    ],
  ]),
  ...witnessesOf("code-host.github.git", "code-host/github/git-data.ts", [
    [
      "empty",
      "measured",
      "An empty repository has no Git objects: 409 `Git Repository is empty.`",
      "the answers in github/rest-api-description#385 and #637",
    ],
    [
      "trees",
      "documented",
      "A tree begins with `base_tree`; a null id takes an entry away.",
      `${REST}/git/trees#create-a-tree`,
    ],
  ]),
  ...witnessesOf("code-host.github.references", "code-host/github/references.ts", [
    [
      "exists",
      "measured",
      "A reference that is there is 422 `Reference already exists`; one that is not, `Reference does not exist`.",
      "gm3dmo/the-power#16 for the first; the second is assumed",
    ],
    [
      "forward",
      "documented",
      "Without `force` a reference only moves forward: 422 `Update is not a fast forward`.",
      `${REST}/git/refs#update-a-reference; the words in rust-lang/homu#75`,
    ],
  ]),
  ...GITHUB_AROUND_WITNESSES,
];
