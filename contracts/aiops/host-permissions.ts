/**
 * Least permissions of the GitHub App by which repositories are made and kept. The emulated GitHub of the tests gives the app these and no
 * others; `docs/use-case-repositories.md` says what each is for.
 *
 * @see https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
export const GITHUB_APP_PERMISSIONS = {
  metadata: "read",
  administration: "write",
  contents: "write",
  workflows: "write",
  pull_requests: "write",
  environments: "write",
  actions: "read",
  members: "read",
} as const;
