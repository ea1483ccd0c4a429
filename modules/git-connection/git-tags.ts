import type { TerraformProvider } from "cdktf";
import { PROJECTS_TAG } from "../../contracts/service/git";

/** Tags of a host or a connection. */
export interface GitTags {
  /** Enabled for projects: of a host, a connection through it. */
  readonly useInProjects: boolean;
  /**
   * Tags of its own.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Provider whose default tags it gets.
   *
   * @default - the stack's
   */
  readonly taggedBy?: TerraformProvider;
}

/** Tags and provider of a host or a connection. */
export function taggedAs({ useInProjects, tags = {}, taggedBy: provider }: GitTags) {
  const own = { ...tags, ...(useInProjects ? PROJECTS_TAG : {}) };
  return { ...(Object.keys(own).length === 0 ? {} : { tags: own }), ...(provider === undefined ? {} : { provider }) };
}
