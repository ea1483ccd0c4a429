import { z } from "zod";
import type { FoundRepository, Guard, Refused, WantedRepository } from "../../../../governance/repositories";
import { saidIn } from "../../../code-host";
import { part } from "../api";
import { type GitHubPlace, repositoryPath } from "./place";

/** A person or a team, as the configuration names it: with `@` or without. */
export type Named = { readonly user: string } | { readonly organization: string; readonly team: string };

/** Name of people and teams in two parts. */
export function named(text: string): Named {
  const [first, ...rest] = text.replace(/^@/, "").split("/");
  return rest.length === 0 ? { user: first } : { organization: first, team: rest.join("/") };
}

/** One who releases jobs, as the host's calls take it. */
export interface Reviewer {
  readonly type: "User" | "Team";
  readonly id: number;
}

const withId = z.looseObject({ id: z.int() });

/** Ids of people and teams, kept while the function lives: a name that leads to another person means another account of the host. */
export class People {
  private readonly known = new Map<string, Reviewer>();

  public constructor(private readonly place: GitHubPlace) {}

  /** Nothing where the host does not know it. */
  public async reviewer(text: string): Promise<Reviewer | undefined> {
    const kept = this.known.get(text);
    if (kept !== undefined) return kept;
    const who = named(text);
    const path = "user" in who ? `/users/${part(who.user)}` : `/orgs/${part(who.organization)}/teams/${part(who.team)}`;
    const found = await this.place.api.find(path, withId);
    if (found === undefined) return undefined;
    const reviewer: Reviewer = { type: "user" in who ? "User" : "Team", id: found.id };
    this.known.set(text, reviewer);
    return reviewer;
  }
}

const WRITING = ["push", "maintain", "admin"];
const teams = z.array(z.looseObject({ slug: z.string(), permission: z.string() }));

/**
 * Teams that own code or release deployments, and may not write: reviews of owners who may not write do not count. People are not let in
 * one by one: an invitation would be sent again and again to who does not take it.
 *
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export async function accessGuard(
  place: GitHubPlace,
  found: FoundRepository,
  wanted: WantedRepository,
): Promise<Guard> {
  const missing = await missingTeams(place, found, wanted);
  return { lacks: missing.map(({ team }) => `access of the team ${team}`), refused: [] };
}

/** Lets those teams write. @see https://docs.github.com/en/rest/teams/teams#add-or-update-team-repository-permissions */
export async function letIn(
  place: GitHubPlace,
  found: FoundRepository,
  wanted: WantedRepository,
): Promise<readonly Refused[]> {
  const refused: Refused[] = [];
  for (const { organization, team } of await missingTeams(place, found, wanted)) {
    const path = `/orgs/${part(organization)}/teams/${part(team)}/repos/${found.id}`;
    const answer = await place.api.ask("PUT", path, { body: { permission: "push" }, takes: [204, 403, 404, 422] });
    if (answer.status === 204) continue;
    const text = `The team @${organization}/${team} could not be given write access: ${saidIn(answer)}`;
    refused.push({ kind: answer.status === 404 ? "unknown" : "note", text });
  }
  return refused;
}

async function missingTeams({ api }: GitHubPlace, found: FoundRepository, { owners, environments }: WantedRepository) {
  const all = [...owners, ...environments.flatMap(({ reviewers }) => reviewers)].map(named);
  const wanted = new Map(
    all.flatMap((who) => ("team" in who ? [[`${who.organization}/${who.team}`.toLowerCase(), who] as const] : [])),
  );
  if (wanted.size === 0) return [];
  const listed = api.read(await api.ask("GET", `${repositoryPath(found)}/teams?per_page=100`), teams);
  const writing = listed.filter(({ permission }) => WRITING.includes(permission)).map(({ slug }) => slug.toLowerCase());
  return [...wanted.values()].filter(({ team }) => !writing.includes(team.toLowerCase()));
}
