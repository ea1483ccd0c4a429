import { type Witness, witnessesOf } from "../../witnesses/witness";

const API = "docs.gitlab.com/api";

/** Behaviours of GitLab's side. Its published client, @gitbeaker/rest, drives it in tests, and its types are compared with answers. */
export const GITLAB_WITNESSES: readonly Witness[] = [
  ...witnessesOf("code-host.gitlab.access", "code-host/gitlab/access.ts", [
    [
      "tokens",
      "documented",
      "A token comes as PRIVATE-TOKEN or as a bearer token; an unknown one is 401.",
      `${API}/rest/authentication/`,
    ],
    [
      "scopes",
      "documented",
      "`read_api` reads, `api` writes as well; anything else is 403 `insufficient_scope`.",
      `${API}/rest/authentication/, Personal access token scopes`,
    ],
    [
      "hidden",
      "documented",
      "A private project that the caller is no member of is 404 `404 Project Not Found`.",
      `${API}/projects/#get-a-single-project`,
    ],
    [
      "levels",
      "documented",
      "Members of a group have its level in the groups and projects below it.",
      "docs.gitlab.com/user/permissions/",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.projects", "code-host/gitlab/projects.ts", [
    [
      "taken",
      "measured",
      "A path that is taken is 400 with `has already been taken` for name and path.",
      "the answer in cooperspencer/gickup#337",
    ],
    [
      "maintainers",
      "documented",
      "Maintainers of a group make projects in it.",
      "docs.gitlab.com/user/group/manage/#specify-who-can-add-projects-to-a-group: the default",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.commits", "code-host/gitlab/repository.ts", [
    [
      "actions",
      "documented",
      "A commit has actions create, update, delete, move and chmod, with contents as text or Base64.",
      `${API}/commits/#create-a-commit-with-multiple-files-and-actions`,
    ],
    [
      "refusals",
      "measured",
      "Creating a file that is there is 400 `A file with this name already exists`; changing one that is not, `A file with this name doesn't exist`.",
      "zereight/gitlab-mcp#262 for the first; the words of the second are assumed",
    ],
    [
      "stale",
      "assumed",
      "An action with `last_commit_id` is refused with 400 where the file has changed since.",
      "the page says what the member is for; status and words are assumed",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.committing", "code-host/gitlab/committing.ts", [
    [
      "start",
      "measured",
      "`start_branch` makes a new branch; one that is there is 400 `A branch called 'x' already exists. ...`",
      "gitlabhq/gitlabhq, app/services/commits/create_service.rb and its specs",
    ],
    [
      "branch",
      "measured",
      "A branch that is not there, without a start, is 400 `You can only create or edit files when you are on a branch`, but in an empty project.",
      "gitlabhq/gitlabhq, app/services/commits/create_service.rb and its specs",
    ],
    [
      "protected",
      "measured",
      "A commit to a branch that is closed to the caller is 403 `403 Forbidden - You are not allowed to push into this branch`.",
      "gitlabhq/gitlabhq, qa/ specs of protected branches",
    ],
    [
      "race",
      "assumed",
      "Of two commits that meet, the second is 400 `Could not update refs/heads/x. Please refresh and try again.`",
      "the words are gitaly's; which status they come with is not documented",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.protection", "code-host/gitlab/protection.ts", [
    [
      "default",
      "documented",
      "The first commit makes the default branch, which is protected: maintainers push and merge.",
      "docs.gitlab.com/user/project/repository/branches/default/#protect-initial-default-branches",
    ],
    [
      "patterns",
      "documented",
      "`*` in a protected branch stands for anything; where several fit, the most permissive counts.",
      "docs.gitlab.com/user/project/repository/branches/protected/",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.branches", "code-host/gitlab/branches.ts", [
    [
      "twice",
      "measured",
      "A branch that is protected already is 409 `Protected branch 'x' already exists`.",
      "gitlabhq/gitlabhq, lib/api/protected_branches.rb",
    ],
    [
      "paid",
      "documented",
      "Users, groups and approval by owners of code are for paid editions.",
      `${API}/protected_branches/`,
    ],
  ]),
  ...witnessesOf("code-host.gitlab.files", "code-host/gitlab/files.ts", [
    [
      "files",
      "documented",
      "A file is read with its blob's and its last commit's id, and written by one commit.",
      `${API}/repository_files/`,
    ],
  ]),
  ...witnessesOf("code-host.gitlab.variables", "code-host/gitlab/variables.ts", [
    [
      "scopes",
      "documented",
      "A key may be there once for each environment; `filter[environment_scope]` says which one is meant.",
      `${API}/project_level_variables/`,
    ],
    [
      "several",
      "measured",
      "Without the filter several are 409 `There are multiple variables with provided parameters. ...`",
      "gitlabhq/gitlabhq, lib/api/helpers/variables_helpers.rb; python-gitlab/python-gitlab#3202",
    ],
    [
      "masked",
      "documented",
      "A masked value has at least 8 characters and no spaces.",
      "docs.gitlab.com/ci/variables/#mask-a-cicd-variable",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.environments", "code-host/gitlab/environments.ts", [
    ["paid", "documented", "Protected environments are for paid editions.", `${API}/protected_environments/`],
    [
      "free",
      "assumed",
      "The free edition answers their paths 404 `404 Not Found`, as paths that it does not have.",
      "the community edition does not have the code; no page says so",
    ],
    [
      "updates",
      "documented",
      "An update adds entries, changes those with an id and removes those with `_destroy`.",
      `${API}/protected_environments/#update-a-protected-environment`,
    ],
    ["unknown", "assumed", "A user or group that is not there is 422.", "the page names no status"],
  ]),
  ...witnessesOf("code-host.gitlab.merge-requests", "code-host/gitlab/merge-requests.ts", [
    [
      "twice",
      "measured",
      "A second open merge request of the same branches is 409 `Another open merge request already exists for this source branch: !1`.",
      "the answer in renovatebot/renovate#17391; the number in it is assumed",
    ],
    [
      "merge",
      "documented",
      "405 where it cannot be merged, 409 where the head is another, 422 where the branches contradict each other.",
      `${API}/merge_requests/#merge-a-merge-request`,
    ],
  ]),
  ...witnessesOf("code-host.gitlab.approvals", "code-host/gitlab/approvals.ts", [
    [
      "authors",
      "documented",
      "An author does not approve their own merge request, unless the project lets them.",
      "docs.gitlab.com/user/project/merge_requests/approvals/settings/",
    ],
    [
      "reset",
      "documented",
      "A push takes approvals away, unless the project keeps them.",
      "docs.gitlab.com/user/project/merge_requests/approvals/settings/",
    ],
    ["owners", "assumed", "Any approval counts for owners of code.", "CODEOWNERS is not read"],
  ]),
  ...witnessesOf("code-host.gitlab.pipelines", "code-host/gitlab/pipelines.ts", [
    [
      "refusals",
      "measured",
      "A branch that is not there is 400 `Reference not found`, a project without a pipeline `Missing CI config file`.",
      "gitlabhq/gitlabhq, spec/requests/api/ci/pipelines_spec.rb",
    ],
    [
      "runs",
      "assumed",
      "A pipeline is created at once and stays so until control ends it; rules of jobs are not looked at.",
      "nothing runs here",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.members", "code-host/gitlab/members.ts", [
    [
      "levels",
      "documented",
      "Members of a project have a level, and groups that it is shared with have theirs at most.",
      `${API}/project_members/; ${API}/projects/#share-a-project-with-a-group`,
    ],
    [
      "twice",
      "assumed",
      "A member who is there is 409 `Member already exists`, a share that is there 409.",
      "the pages name no words",
    ],
  ]),
  ...witnessesOf("code-host.gitlab.rates", "code-host/gitlab/index.ts", [
    ["throttled", "documented", "A throttled call is 429 with `Retry-After`.", "docs.gitlab.com/security/rate_limits/"],
  ]),
];
