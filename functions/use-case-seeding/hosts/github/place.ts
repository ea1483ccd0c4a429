import type { FoundRepository } from "../../../../governance/repositories";
import { type Api, part } from "../api";

/** An organization of a GitHub, and how it is asked. */
export interface GitHubPlace {
  readonly api: Api;
  /** Organization. */
  readonly namespace: string;
}

/** Path of a repository in the API. */
export const repositoryPath = ({ id }: Pick<FoundRepository, "id">): string => `/repos/${id}`;

/** Id of a repository: organization and name, as paths have them. */
export const idOf = (namespace: string, name: string): string => `${part(namespace)}/${part(name)}`;

/** Path of a branch or file: slashes stay, all else is escaped. */
export const pathOf = (text: string): string => text.split("/").map(part).join("/");
