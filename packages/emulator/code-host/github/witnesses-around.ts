import { type Witness, witnessesOf } from "../../witnesses/witness";

const REST = "docs.github.com/en/rest";

/** Behaviours of what stands around the files on GitHub: protection, environments, pull requests, workflows, people. */
export const GITHUB_AROUND_WITNESSES: readonly Witness[] = [
  ...witnessesOf("code-host.github.protection", "code-host/github/protection.ts", [
    [
      "reviews",
      "documented",
      "Where reviews are required nobody changes the branch but by a pull request; administrators may, without `enforce_admins`.",
      "docs.github.com, About protected branches",
    ],
    [
      "rulesets",
      "documented",
      "An active ruleset with the rule `pull_request` does so for the branches that it names, but for its bypass actors.",
      "docs.github.com, Available rules for rulesets",
    ],
    [
      "refusal",
      "assumed",
      "The API answers 409 to contents and 422 to references, with `Repository rule violations found`.",
      "the description has the statuses; the words come from pushes",
    ],
  ]),
  ...witnessesOf("code-host.github.branch-protection", "code-host/github/branch-protection.ts", [
    [
      "replaced",
      "documented",
      "PUT replaces the whole protection.",
      `${REST}/branches/branch-protection#update-branch-protection`,
    ],
  ]),
  ...witnessesOf("code-host.github.environments", "code-host/github/environments.ts", [
    [
      "reviewers",
      "documented",
      "Up to six users or teams release jobs; they have at least read access to the repository.",
      `${REST}/deployments/environments#create-or-update-an-environment`,
    ],
    [
      "replaced",
      "assumed",
      "PUT replaces reviewers, timer and branch policy: what is left out is gone.",
      "the page does not say",
    ],
    [
      "policy",
      "documented",
      "`protected_branches` and `custom_branch_policies` are never equal.",
      `${REST}/deployments/environments#create-or-update-an-environment`,
    ],
  ]),
  ...witnessesOf("code-host.github.variables", "code-host/github/variables.ts", [
    [
      "names",
      "documented",
      "Names are case-insensitive, have letters, digits and `_`, and do not begin with a digit or `GITHUB_`.",
      "docs.github.com/en/actions, Naming conventions for configuration variables",
    ],
    [
      "taken",
      "assumed",
      "A name that is taken is 409 `Already exists - Variable already exists`.",
      "no published answer was found",
    ],
  ]),
  ...witnessesOf("code-host.github.pulls", "code-host/github/pulls.ts", [
    [
      "twice",
      "measured",
      "A second open pull request of the same branches is 422 `A pull request already exists for owner:branch.`",
      "the text in ovity/octotree#557",
    ],
    [
      "nothing",
      "measured",
      "Branches without a difference are 422 `No commits between base and head`.",
      "the answers in peter-evans/create-pull-request#2105 and tgymnich/fork-sync#112",
    ],
  ]),
  ...witnessesOf("code-host.github.merging", "code-host/github/merging.ts", [
    [
      "reviews",
      "documented",
      "A pull request is not merged (405) before as many people with write access have approved it as the branch demands.",
      "docs.github.com, About protected branches",
    ],
    [
      "checks",
      "assumed",
      "Required status checks keep nothing from being merged: nothing reports them here.",
      "statuses are not served",
    ],
    ["owners", "assumed", "Any approval counts for owners of code.", "CODEOWNERS is not read"],
  ]),
  ...witnessesOf("code-host.github.workflows", "code-host/github/workflows.ts", [
    [
      "named",
      "documented",
      "A workflow is named by its file or number, and has to be on the default branch.",
      "docs.github.com/en/actions, Events that trigger workflows (workflow_dispatch)",
    ],
    [
      "inputs",
      "measured",
      "Inputs that are missing or not declared are 422, with the words `Required input 'x' not provided` and `Unexpected inputs provided`.",
      "benc-uk/workflow-dispatch#80 for the second, convictional/trigger-workflow-and-wait#44 for a branch that is not there; the words of the first are assumed",
    ],
    ["runs", "assumed", "A run is queued at once and stays so until control ends it.", "nothing runs here"],
  ]),
  ...witnessesOf("code-host.github.apps", "code-host/github/apps.ts", [
    [
      "limits",
      "documented",
      "A token asks for no more permissions and repositories than the app is installed with: 422.",
      `${REST}/apps/apps#create-an-installation-access-token-for-an-app`,
    ],
  ]),
  ...witnessesOf("code-host.github.branches", "code-host/github/branches.ts", [
    [
      "unprotected",
      "assumed",
      "A branch without protection is 404 `Branch not protected`.",
      "the description has the status; the words are seen in clients of the API",
    ],
  ]),
  ...witnessesOf("code-host.github.rulesets", "code-host/github/rulesets.ts", [
    ["names", "assumed", "Names of rulesets are unique in a repository: 422.", "no published answer was found"],
    [
      "lists",
      "documented",
      "Lists have neither rules nor conditions.",
      `${REST}/repos/rules#get-all-repository-rulesets`,
    ],
  ]),
  ...witnessesOf("code-host.github.people", "code-host/github/people.ts", [
    [
      "teams",
      "documented",
      "Teams are seen by members of their organization with `read:org`, and by apps with the permission of members.",
      `${REST}/teams/teams#get-a-team-by-name`,
    ],
  ]),
  ...witnessesOf("code-host.github.rates", "code-host/github/index.ts", [
    [
      "headers",
      "documented",
      "Every answer says the limit of calls, how many are left and when they are renewed; nothing counts them.",
      `${REST}/using-the-rest-api/rate-limits-for-the-rest-api`,
    ],
    [
      "secondary",
      "documented",
      "A throttled call is 403 with `retry-after` and the words of the secondary limit.",
      `${REST}/using-the-rest-api/rate-limits-for-the-rest-api`,
    ],
    [
      "agent",
      "documented",
      "A request without a user agent is refused with 403.",
      `${REST}/using-the-rest-api/getting-started-with-the-rest-api`,
    ],
  ]),
];
