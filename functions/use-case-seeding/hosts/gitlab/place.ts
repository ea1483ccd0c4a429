import type { FoundRepository } from "../../../../governance/repositories";
import { type Api, part } from "../api";

/** A group of a GitLab, and how it is asked. */
export interface GitLabPlace {
  readonly api: Api;
  /** Path of the group, with those above it. */
  readonly namespace: string;
}

/** Path of a project in the API. */
export const projectPath = ({ id }: Pick<FoundRepository, "id">): string => `/projects/${part(id)}`;

/** Levels of access. @see https://docs.gitlab.com/api/access_requests/#valid-access-levels */
export const ACCESS = { nobody: 0, developer: 30, maintainer: 40 } as const;
