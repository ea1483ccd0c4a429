import { z } from "zod";
import { HostRefusal, type FoundRepository, type WantedRepository } from "../../../../governance/repositories";
import { saidIn } from "../../../code-host";
import { part } from "../api";
import { type GitLabPlace, projectPath } from "./place";

const project = z.looseObject({
  id: z.int(),
  web_url: z.string(),
  archived: z.boolean(),
  visibility: z.string(),
  default_branch: z.string().nullish(),
  empty_repo: z.boolean(),
  only_allow_merge_if_pipeline_succeeds: z.boolean().nullish(),
  shared_with_groups: z.array(z.looseObject({ group_id: z.int(), group_access_level: z.int() })).optional(),
});
/** A project as GitLab describes it. */
export type Project = z.output<typeof project>;

/** Merge requests need a pipeline that has succeeded: GitLab does not name single jobs. */
export const MERGE_SETTINGS = { only_allow_merge_if_pipeline_succeeds: true } as const;

/** @see https://docs.gitlab.com/api/projects/#get-a-single-project */
export async function findProject({ api, namespace }: GitLabPlace, name: string): Promise<FoundRepository | undefined> {
  const path = `/projects/${part(`${namespace}/${name}`)}`;
  const answer = await api.ask("GET", path, { takes: [200, 301, 302, 404] });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw taken(`The name ${namespace}/${name} leads to a project that was renamed or moved`);
  const { id, web_url: address, archived, visibility, default_branch: branch } = api.read(answer, project);
  return { id: String(id), name, address, archived, public: visibility === "public", defaultBranch: branch ?? "" };
}

/** The project of a repository that was found. */
export async function readProject({ api }: GitLabPlace, found: FoundRepository): Promise<Project> {
  return api.read(await api.ask("GET", projectPath(found)), project);
}

const group = z.looseObject({ id: z.int() });

/** @see https://docs.gitlab.com/api/projects/#create-a-project */
export async function createProject(place: GitLabPlace, wanted: WantedRepository): Promise<void> {
  const { api, namespace } = place;
  const { name, description, branch } = wanted;
  const parent = await api.find(`/groups/${part(namespace)}?with_projects=false`, group);
  if (parent === undefined) {
    const text = `The group ${namespace} is not there for the token`;
    const fix = "correct the namespace of the code host, or make the token's user a maintainer of the group";
    throw new HostRefusal({ code: "host-refuses", text, fix, for: "platform" });
  }
  const body = {
    ...{ name, path: name, namespace_id: parent.id, description, visibility: "private", default_branch: branch },
    ...{ initialize_with_readme: false, remove_source_branch_after_merge: true },
    ...MERGE_SETTINGS,
  };
  const answer = await api.ask("POST", "/projects", { body, takes: [201, 400, 409] });
  if (answer.status === 201) return;
  if (!/already been taken|already exists/i.test(saidIn(answer)))
    throw api.refusal({ method: "POST", path: "/projects" }, answer);
  // Made by an answer that was lost, or by somebody else at this moment: then it is seen.
  if ((await findProject(place, name)) !== undefined) return;
  throw taken(`${namespace} has a project ${name} that the token may not see, or one that is being deleted`);
}

function taken(text: string): HostRefusal {
  const fix = "give the use case another name of the repository, or let the token see the one that is there";
  return new HostRefusal({ code: "name-taken", text, fix, for: "platform" });
}
