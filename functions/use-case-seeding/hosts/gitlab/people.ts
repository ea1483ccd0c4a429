import { z } from "zod";
import type { FoundRepository, Guard, Refused, WantedRepository } from "../../../../governance/repositories";
import { saidIn } from "../../../code-host";
import { part } from "../api";
import { ACCESS, type GitLabPlace, projectPath } from "./place";
import { type Project, readProject } from "./project";

/** A person or a group of GitLab. */
export type Member = { readonly user: number } | { readonly group: number };

const users = z.array(z.looseObject({ id: z.int(), username: z.string() }));
const group = z.looseObject({ id: z.int() });
const member = z.looseObject({ access_level: z.int() });

/** Ids of people and groups, kept while the function lives. */
export class Members {
  private readonly known = new Map<string, Member>();

  public constructor(private readonly place: GitLabPlace) {}

  /** A person by the user name, or else a group by its path; nothing where GitLab knows neither. */
  public async find(text: string): Promise<Member | undefined> {
    const name = text.replace(/^@/, "");
    const kept = this.known.get(name);
    if (kept !== undefined) return kept;
    const found = (await this.user(name)) ?? (await this.group(name));
    if (found !== undefined) this.known.set(name, found);
    return found;
  }

  private async user(name: string): Promise<Member | undefined> {
    if (name.includes("/")) return undefined;
    const { api } = this.place;
    const listed = api.read(await api.ask("GET", `/users?username=${part(name)}`), users);
    const found = listed.find(({ username }) => username.toLowerCase() === name.toLowerCase());
    return found && { user: found.id };
  }

  private async group(path: string): Promise<Member | undefined> {
    const found = await this.place.api.find(`/groups/${part(path)}?with_projects=false`, group);
    return found && { group: found.id };
  }
}

interface Missing {
  readonly name: string;
  readonly member: Member | undefined;
}

/** Owners of code and reviewers who may not write: their approval would not count, and they could not release a job. */
export async function accessGuard(
  place: GitLabPlace,
  found: FoundRepository,
  wanted: WantedRepository,
  members: Members,
): Promise<Guard> {
  const missing = await missingMembers(place, found, wanted, members);
  const lacks = missing.filter(({ member: known }) => known !== undefined).map(({ name }) => `access of ${name}`);
  return { lacks, refused: missing.flatMap((one) => (one.member === undefined ? [unknown(one)] : [])) };
}

const unknown = ({ name }: Missing): Refused => ({ kind: "unknown", text: `GitLab does not know ${name}` });

/** Lets them write. @see https://docs.gitlab.com/api/projects/#share-a-project-with-a-group, https://docs.gitlab.com/api/project_members/ */
export async function letIn(
  place: GitLabPlace,
  found: FoundRepository,
  wanted: WantedRepository,
  members: Members,
): Promise<readonly Refused[]> {
  const refused: Refused[] = [];
  for (const { name, member: known } of await missingMembers(place, found, wanted, members)) {
    if (known === undefined) continue;
    const [path, body] =
      "user" in known
        ? ["members", { user_id: known.user, access_level: ACCESS.developer }]
        : ["share", { group_id: known.group, group_access: ACCESS.developer }];
    const answer = await place.api.ask("POST", `${projectPath(found)}/${path}`, {
      ...{ body, takes: [201, 400, 403, 404, 409] },
    });
    if (answer.status === 201 || answer.status === 409) continue;
    refused.push({ kind: "note", text: `${name} could not be given write access: ${saidIn(answer)}` });
  }
  return refused;
}

async function missingMembers(
  place: GitLabPlace,
  found: FoundRepository,
  { owners, environments }: WantedRepository,
  members: Members,
): Promise<Missing[]> {
  const names = [...new Set([...owners, ...environments.flatMap(({ reviewers }) => reviewers)])];
  // Groups above the project are in it anyway.
  const outside = names.filter((name) => !isAbove(name.replace(/^@/, ""), place.namespace));
  if (outside.length === 0) return [];
  const project = await readProject(place, found);
  const missing: Missing[] = [];
  for (const name of outside) {
    const known = await members.find(name);
    if (known === undefined || !(await mayWrite(place, found, project, known))) missing.push({ name, member: known });
  }
  return missing;
}

const isAbove = (group_: string, namespace: string): boolean =>
  `${namespace.toLowerCase()}/`.startsWith(`${group_.toLowerCase()}/`);

async function mayWrite(
  { api }: GitLabPlace,
  found: FoundRepository,
  { shared_with_groups: shared = [] }: Project,
  known: Member,
): Promise<boolean> {
  if ("group" in known)
    return shared.some((one) => one.group_id === known.group && one.group_access_level >= ACCESS.developer);
  const live = await api.find(`${projectPath(found)}/members/all/${known.user}`, member);
  return live !== undefined && live.access_level >= ACCESS.developer;
}
