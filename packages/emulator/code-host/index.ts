/**
 * Code hosts: GitHub, GitHub Enterprise Server and GitLab over real Git repositories. `startCodeHosts` runs them in this process, `main.ts`
 * is the same as a program.
 */
export { type CodeHostOptions, type CodeHosts, startCodeHosts } from "./code-hosts";
export type { ListedHost, ListedRepository } from "./control-views";
export type {
  AppDefinition,
  CodeHostType,
  GitLabTier,
  HostContent,
  HostDefinition,
  OrganizationDefinition,
  TeamDefinition,
  TokenDefinition,
  UserDefinition,
} from "./host-definition";
export type { HostViolation } from "./http/exchange";
