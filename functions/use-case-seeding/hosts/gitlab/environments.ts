import { z } from "zod";
import type {
  EnvironmentGuard,
  FoundRepository,
  Refused,
  WantedEnvironment,
} from "../../../../governance/repositories";
import { saidIn } from "../../../code-host";
import { part } from "../api";
import type { Member, Members } from "./people";
import { type GitLabPlace, projectPath } from "./place";

const environments = z.array(z.looseObject({ name: z.string() }));
const protectedEnvironments = z.array(
  z.looseObject({
    name: z.string(),
    deploy_access_levels: z.array(
      z.looseObject({
        id: z.int().optional(),
        access_level: z.int().nullish(),
        user_id: z.int().nullish(),
        group_id: z.int().nullish(),
      }),
    ),
  }),
);
type Protected = z.output<typeof protectedEnvironments>[number];
const variables = z.array(
  z.looseObject({ key: z.string(), value: z.string(), environment_scope: z.string(), protected: z.boolean() }),
);

/**
 * Gaps in the protection of an environment, and its variables. Who may run its manual jobs is protected in the paid editions; in others a job waits for
 * anybody who may merge, which is a note.
 *
 * @see https://docs.gitlab.com/api/protected_environments/
 */
export async function environmentGuard(
  place: GitLabPlace,
  found: FoundRepository,
  wanted: WantedEnvironment,
  members: Members,
): Promise<EnvironmentGuard> {
  const { name, approval } = wanted;
  const isThere = await isEnvironment(place, found, name);
  const lacks = isThere ? [] : ["the environment"];
  const values = await variablesOf(place, found, name);
  if (!approval) return { lacks, refused: [], variables: values };
  const { known, refused } = await reviewersOf(wanted, members);
  const live = await protectionOf(place, found, name);
  if (live === "not in this edition") return { lacks, refused: [...refused, noProtection(name)], variables: values };
  const isRight = live !== undefined && keysOf(known.map(levelOf)) === keysOf(live.deploy_access_levels);
  return { lacks: [...lacks, ...(isRight ? [] : ["those who release it"])], refused, variables: values };
}

const noProtection = (name: string): Refused => ({
  kind: "note",
  text: `This GitLab does not protect environments: a deployment to ${name} waits for anybody who may merge.`,
});

/** Makes an environment, or corrects who runs its jobs: exactly the reviewers, any one of them. */
export async function guardEnvironment(
  place: GitLabPlace,
  found: FoundRepository,
  wanted: WantedEnvironment,
  members: Members,
): Promise<readonly Refused[]> {
  const { name, tier, approval } = wanted;
  const { api } = place;
  const path = projectPath(found);
  if (!(await isEnvironment(place, found, name)))
    // 400: it was made at this moment.
    await api.ask("POST", `${path}/environments`, { body: { name, tier }, takes: [201, 400] });
  if (!approval) return [];
  const { known } = await reviewersOf(wanted, members);
  const live = await protectionOf(place, found, name);
  if (live === "not in this edition" || known.length === 0) return [];
  const levels = known.map(levelOf);
  const answer =
    live === undefined
      ? await api.ask("POST", `${path}/protected_environments`, {
          ...{ body: { name, deploy_access_levels: levels }, takes: [201, 400, 409, 422] },
        })
      : await api.ask("PUT", `${path}/protected_environments/${part(name)}`, {
          ...{ body: { deploy_access_levels: changesOf(live, levels) }, takes: [200, 400, 422] },
        });
  if (answer.status < 300 || answer.status === 409) return [];
  return [{ kind: "essential", text: `GitLab does not protect the environment ${name}: ${saidIn(answer)}` }];
}

/** @see https://docs.gitlab.com/api/project_level_variables/ */
export async function setVariable(
  place: GitLabPlace,
  found: FoundRepository,
  environment: string,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<void> {
  const path = `${projectPath(found)}/variables`;
  const scope = `filter[environment_scope]=${part(environment)}`;
  // Raw, since signs such as $ would be replaced; not masked: it is a name, and people look for it in logs.
  const body = { value, environment_scope: environment, protected: true, masked: false, raw: true };
  const changed = await place.api.ask("PUT", `${path}/${part(name)}?${scope}`, { body, takes: [200, 404] });
  if (changed.status === 200) return;
  // 400: it was made at this moment, by another who sets the same.
  await place.api.ask("POST", path, { body: { key: name, ...body }, takes: [201, 400] });
}

async function isEnvironment({ api }: GitLabPlace, found: FoundRepository, name: string): Promise<boolean> {
  const listed = await api.ask("GET", `${projectPath(found)}/environments?name=${part(name)}`);
  return api.read(listed, environments).some((one) => one.name === name);
}

/** Variables of an environment that only protected branches get; one that all branches get is none, and is corrected. */
async function variablesOf(
  { api }: GitLabPlace,
  found: FoundRepository,
  name: string,
): Promise<Record<string, string>> {
  const listed = api.read(await api.ask("GET", `${projectPath(found)}/variables?per_page=100`), variables);
  const own = listed.filter((one) => one.environment_scope === name && one.protected);
  return Object.fromEntries(own.map(({ key, value }) => [key, value]));
}

async function protectionOf({ api }: GitLabPlace, found: FoundRepository, name: string) {
  const path = `${projectPath(found)}/protected_environments?per_page=100`;
  const answer = await api.ask("GET", path, { takes: [200, 403, 404] });
  if (answer.status !== 200) return "not in this edition";
  return api.read(answer, protectedEnvironments).find((one) => one.name === name);
}

async function reviewersOf({ name, reviewers }: WantedEnvironment, members: Members) {
  const known: Member[] = [];
  const refused: Refused[] = [];
  for (const one of reviewers) {
    const found = await members.find(one);
    if (found === undefined)
      refused.push({ kind: "unknown", text: `GitLab does not know ${one}, who is to release the stage ${name}` });
    else known.push(found);
  }
  if (known.length === 0)
    refused.push({
      kind: "essential",
      text: `Nobody is there to release the stage ${name}: it has no reviewer on the host`,
    });
  return { known, refused };
}

type Level = { readonly user_id?: number | null | undefined; readonly group_id?: number | null | undefined };

const levelOf = (known: Member): Level => ("user" in known ? { user_id: known.user } : { group_id: known.group });

const keyOf = ({ user_id: user, group_id: group, ...rest }: Level): string =>
  typeof user === "number" ? `user ${user}` : typeof group === "number" ? `group ${group}` : JSON.stringify(rest);

const keysOf = (list: readonly Level[]): string => list.map(keyOf).sort().join();

/** Changes of a protection: levels that are new, and those that go. */
function changesOf({ deploy_access_levels: live }: Protected, wanted: readonly Level[]): object[] {
  const added = wanted.filter((level) => !live.some((one) => keyOf(one) === keyOf(level)));
  const gone = live.filter((level) => !wanted.some((one) => keyOf(one) === keyOf(level)));
  return [...added, ...gone.map(({ id }) => ({ id, _destroy: true }))];
}
