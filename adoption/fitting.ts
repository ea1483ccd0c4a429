import type { Problem } from "../configuration";
import { refusable, type AdoptedOrganization, type RefusableKind, type Refusals } from "./mapping";

/** Organization that was found, as far as a configuration can describe it. */
export interface FittedOrganization {
  readonly organization: AdoptedOrganization;
  /** Problems that remain under the configuration's rules: a person resolves them. */
  readonly problems: readonly Problem[];
}

/**
 * Leaves out what the configuration's rules do not accept, for example a profile of a blueprint that its account does not
 * enable: AWS has things that a configuration would refuse, and one of them must not make the files unusable.
 *
 * @param map - describes what was found, without what is refused
 * @param check - asks the rules
 */
export function fitToRules(
  map: (refusals: Refusals) => AdoptedOrganization,
  check: (organization: AdoptedOrganization) => readonly Problem[],
): FittedOrganization {
  const refusals = new Map<string, string>();
  for (;;) {
    const organization = map(refusals);
    const problems = check(organization);
    const found = problems.flatMap((problem) => refusalOf(problem, organization, refusals));
    if (found.length === 0) return { organization, problems };
    for (const [subject, reason] of found) if (!refusals.has(subject)) refusals.set(subject, reason);
  }
}

/** Finds the subject of a problem, where it can be left out and was not yet, with the reason. */
function refusalOf(problem: Problem, { stages }: AdoptedOrganization, refusals: Refusals): [string, string][] {
  const files = stages.map(({ name }) => `${name}.ts`);
  const stage = stages.find(({ name }) => problem.file === `${name}.ts`);
  // A file that was there before may be what is wrong.
  if (stage === undefined || problem.otherFiles.some((file) => !files.includes(file))) return [];
  const reason = `a configuration does not accept it (${problem.code} at ${problem.path}: got ${problem.got}; allowed ${problem.allowed})`;
  return candidates(problem.path, stage)
    .filter((subject) => !refusals.has(subject))
    .slice(0, 1)
    .map((subject) => [subject, reason]);
}

/** Sections that describe objects with an entry in `adopt`, and the beginning of their addresses. */
const HOMES: readonly (readonly [path: string, kind: RefusableKind, address: string])[] = [
  ["pools", "AccountPool", "AccountPool"],
  ["profiles", "ProjectProfile", "ProjectProfile"],
  ["projects", "Project", "Project"],
  ["grants", "PolicyGrant", "PolicyGrant/grants"],
  ["domain.grants", "PolicyGrant", "PolicyGrant/domain.grants"],
  ["domain.users", "UserProfile", "UserProfile"],
  ["git.connections", "GitConnection", "GitConnection"],
  ["git.hosts", "GitHost", "GitHost"],
  ["domain.groups", "GroupProfile", "GroupProfile"],
];

/** Lists the objects that can be left out to satisfy a rule about a path: the smallest first. */
function candidates(path: string, { adopt, environment }: AdoptedOrganization["stages"][number]): string[] {
  const source = sourceOf(path, adopt);
  if (source !== undefined) return [source];
  for (const [home, kind, address] of HOMES) {
    const key = path.startsWith(`${home}.`) ? firstKey(path.slice(home.length + 1)) : undefined;
    if (key !== undefined)
      return [adopt[`${address}/${key}`]].flatMap((id) => (id === undefined ? [] : refusable(kind, id)));
  }
  const [, key = "", inside = ""] = /^accounts\.([a-z0-9-]+)\.?(.*)$/.exec(path) ?? [];
  const account = environment.accounts[key]?.id;
  if (account === undefined) return [];
  const [, region] = /^regions\.([a-z0-9-]+)\./.exec(inside) ?? [];
  const [, blueprint] = /^blueprints\.(\w+)/.exec(inside) ?? [];
  return [
    ...(region === undefined ? [] : [refusable("Furnishing", `${account}/${region}`)]),
    ...(blueprint === undefined ? [] : [refusable("BlueprintConfiguration", `${account}/${blueprint}`)]),
    refusable("Account", account),
  ];
}

/** The connection or data source of a project that a path is about: the project need not be left for it. */
function sourceOf(path: string, adopt: Readonly<Record<string, string>>): string | undefined {
  const found = /^projects\.([a-z0-9-]+)\.(connections|dataSources)\.([a-z0-9-]+)/.exec(path);
  if (found === null) return undefined;
  const [, project, section, key] = found;
  const kind = section === "connections" ? "Connection" : "DataSource";
  const id = adopt[`${kind}/${project}/${key}`];
  return id === undefined ? undefined : refusable(kind, id);
}

function firstKey(path: string): string | undefined {
  return /^[a-z0-9-]+/.exec(path)?.[0];
}
