import { z } from "zod";
import { HostRefusal, type FoundRepository, type WantedRepository } from "../../../../governance/repositories";
import { saidIn } from "../../../code-host";
import { part } from "../api";
import { type GitHubPlace, idOf } from "./place";

const repository = z.looseObject({
  name: z.string(),
  html_url: z.string(),
  archived: z.boolean(),
  private: z.boolean(),
  default_branch: z.string(),
});

/** @see https://docs.github.com/en/rest/repos/repos#get-a-repository */
export async function findRepository(
  { api, namespace }: GitHubPlace,
  name: string,
): Promise<FoundRepository | undefined> {
  const id = idOf(namespace, name);
  // 301: somebody has renamed or moved it. A new one of the old name would cut off everybody who follows the old address.
  const answer = await api.ask("GET", `/repos/${id}`, { takes: [200, 301, 404] });
  if (answer.status === 404) return undefined;
  if (answer.status === 301)
    throw taken(`The name ${namespace}/${name} leads to a repository that was renamed or moved`);
  const {
    html_url: address,
    archived,
    private: isPrivate,
    default_branch: defaultBranch,
  } = api.read(answer, repository);
  return { id, name, address, archived, public: !isPrivate, defaultBranch };
}

/** @see https://docs.github.com/en/rest/repos/repos#create-an-organization-repository */
export async function createRepository(place: GitHubPlace, { name, description }: WantedRepository): Promise<void> {
  const { api, namespace } = place;
  const path = `/orgs/${part(namespace)}/repos`;
  const body = { name, description, private: true, auto_init: false, delete_branch_on_merge: true };
  const answer = await api.ask("POST", path, { body, takes: [201, 403, 404, 422] });
  if (answer.status === 201) return;
  if (answer.status === 422 && /already exists/i.test(saidIn(answer))) {
    // Made by an answer that was lost, or by somebody else at this moment: then it is seen.
    if ((await findRepository(place, name)) !== undefined) return;
    throw taken(`${namespace} has a repository ${name} that the token or app may not see`);
  }
  if (answer.status === 404) {
    const text = `The organization ${namespace} is not there for the token or app, or it may make no repositories in it`;
    const fix = "correct the namespace of the code host, or install the app on all repositories of the organization";
    throw new HostRefusal({ code: "host-refuses", text, fix, for: "platform" });
  }
  throw api.refusal({ method: "POST", path }, answer);
}

function taken(text: string): HostRefusal {
  const fix = "give the use case another name of the repository, or let the app see the one that is there";
  return new HostRefusal({ code: "name-taken", text, fix, for: "platform" });
}
