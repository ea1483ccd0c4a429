/** Part of the product that reads a variable. */
export type VariableGroup = "choice" | "terraform" | "endpoints" | "pipelines" | "sandbox";

/** One environment variable that the project reads. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly group: VariableGroup;
  /** Meaning, with the default; Markdown. */
  readonly meaning: string;
}

const variable = (group: VariableGroup, name: string, meaning: string): EnvironmentVariable => ({
  name,
  group,
  meaning,
});

/**
 * All environment variables that the project reads. Only programs take them from their process (lint refuses `process.env`
 * elsewhere) and pass them on; a test finds a variable that is read and not listed here.
 *
 * `docs/environment-variables.md` is generated from it.
 */
export const ENVIRONMENT_VARIABLES: readonly EnvironmentVariable[] = [
  variable("choice", "TF_WORKSPACE", "the stage, and the workspace that Terraform uses. There is no default stage"),
  variable(
    "choice",
    "SMUS_STAGE",
    "the stage, instead of `TF_WORKSPACE` and only for `npx cdktf` where states are in Terraform Cloud: terraform refuses a `cloud` block that names its workspace while `TF_WORKSPACE` says another (measured with 1.11)",
  ),
  variable(
    "choice",
    "SMUS_ENVIRONMENTS_DIR",
    "directory of the stage files; default `environments` in the working directory",
  ),
  variable(
    "choice",
    "SMUS_ACCESS",
    "`deploy` (default) or `plan`: the role that is assumed. With `plan` nothing is written: plans take no lock, and `bootstrap`, `apply` and `destroy` are refused",
  ),
  variable(
    "choice",
    "SMUS_PROTECTION",
    "`none` lifts destroy protection, only while `AWS_ENDPOINT_URL` points at this machine",
  ),
  variable(
    "choice",
    "SMUS_APPLICATION_URL",
    "address of the governance application's API, for `application:requests` and the like",
  ),
  variable(
    "choice",
    "SMUS_APPLICATION_TOKEN",
    "token of the organization's issuer for that API; it is sent to the address that was named and to no other, and is printed nowhere",
  ),
  variable(
    "choice",
    "SMUS_SANDBOX_ISSUER",
    "issuer of people's tokens instead of the configured one, only while it and `AWS_ENDPOINT_URL` point at this machine; the sandbox sets it",
  ),
  variable(
    "choice",
    "SMUS_PROMOTION_OVERRIDE",
    "a reason, 10 characters or more, which lets plans pass that the stage's source has not applied; recorded by the apply",
  ),
  variable(
    "choice",
    "SMUS_PROMOTION_OVERRIDE_BY",
    "who gave that reason; default: `GITHUB_ACTOR`, `GITLAB_USER_LOGIN`, `USER` or `USERNAME`, the first that is set",
  ),
  variable("choice", "GITHUB_ACTOR", "see `SMUS_PROMOTION_OVERRIDE_BY`"),
  variable("choice", "GITLAB_USER_LOGIN", "see `SMUS_PROMOTION_OVERRIDE_BY`"),
  variable("choice", "USER", "see `SMUS_PROMOTION_OVERRIDE_BY`"),
  variable("choice", "USERNAME", "see `SMUS_PROMOTION_OVERRIDE_BY`"),
  variable("choice", "CDKTF_OUTDIR", "where stacks are synthesized; default `cdktf.out`. Made where it is missing"),
  variable("terraform", "TERRAFORM_BINARY_NAME", "the terraform to run; default `terraform` on the `PATH`"),
  variable(
    "terraform",
    "TF_PLUGIN_MIRROR",
    "directory with a mirror of Terraform providers; default: one that terraform's own rules find",
  ),
  variable(
    "terraform",
    "TF_CLI_CONFIG_FILE",
    "terraform's configuration; default `.terraformrc` in the home directory",
  ),
  variable("terraform", "TF_PLUGIN_CACHE_DIR", "cache of providers; default `.smus/plugin-cache`"),
  variable("terraform", "TF_REATTACH_PROVIDERS", "providers that run already; then the project starts none of its own"),
  variable("terraform", "TF_LOG", "terraform's log level; while it is set, no running provider is used"),
  variable("terraform", "TF_LOG_PROVIDER", "the same for providers"),
  variable("terraform", "HOME", "home directory: mirrors and configuration of terraform"),
  variable("terraform", "PATH", "where `terraform`, `git`, `python3` and `moto_server` are found"),
  variable(
    "endpoints",
    "AWS_ENDPOINT_URL",
    "endpoint of all AWS services instead of AWS's; S3 is then addressed by path. The further `AWS_` variables are read by the AWS SDK and by the provider",
  ),
  variable("endpoints", "AWS_ENDPOINT_URL_S3", "the same for S3"),
  variable("endpoints", "AWS_ENDPOINT_URL_STS", "the same for STS"),
  variable("endpoints", "AWS_ENDPOINT_URL_LAMBDA", "the same for Lambda"),
  variable("endpoints", "AWS_ENDPOINT_URL_CODECONNECTIONS", "the same for CodeConnections"),
  variable("endpoints", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "`true` makes all endpoints AWS's own again"),
  variable(
    "endpoints",
    "AWS_ACCESS_KEY_ID",
    "key of the caller, for what the project itself asks of AWS; without it the SDK's default chain (profile, SSO, instance role)",
  ),
  variable("endpoints", "AWS_SECRET_ACCESS_KEY", "its secret"),
  variable("endpoints", "AWS_SESSION_TOKEN", "its session, where it is a temporary one"),
  variable("endpoints", "AWS_REGION", "Region whose STS `ci:credentials` asks"),
  variable("endpoints", "AWS_SHARED_CREDENTIALS_FILE", "file that `ci:credentials` writes and all AWS clients read"),
  variable("pipelines", "SMUS_CI_ROLE_ARN", "role of the CI system, of which `ci:credentials` asks credentials"),
  variable("pipelines", "SMUS_ID_TOKEN", "identity token of a GitLab job"),
  variable("pipelines", "ACTIONS_ID_TOKEN_REQUEST_URL", "where a GitHub job asks for its identity token"),
  variable("pipelines", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "secret for that request"),
  variable("pipelines", "SMUS_GITLAB_TOKEN", "project access token that writes comments to merge requests of GitLab"),
  variable("pipelines", "GITHUB_TOKEN", "token of a GitHub job that writes comments to pull requests"),
  variable("pipelines", "GITHUB_API_URL", "set by GitHub: its API"),
  variable("pipelines", "GITHUB_EVENT_PATH", "set by GitHub: file with the event that started the run"),
  variable("pipelines", "GITHUB_REPOSITORY", "set by GitHub: owner and name of the repository"),
  variable("pipelines", "GITHUB_RUN_ID", "set by GitHub: names the session in CloudTrail"),
  variable("pipelines", "GITHUB_STEP_SUMMARY", "set by GitHub: file of the page of the run"),
  variable("pipelines", "CI_API_V4_URL", "set by GitLab: its API"),
  variable("pipelines", "CI_PROJECT_ID", "set by GitLab: the project"),
  variable("pipelines", "CI_MERGE_REQUEST_IID", "set by GitLab: the merge request"),
  variable("pipelines", "CI_JOB_ID", "set by GitLab: names the session in CloudTrail"),
  variable("sandbox", "SMUS_PROVIDER_POOL", "set by the sandbox: where running providers are lent"),
  variable(
    "sandbox",
    "SMUS_SANDBOX_PYTHON",
    "the Python of the emulator when it is started by itself; default `python3`",
  ),
];
