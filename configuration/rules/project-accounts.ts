import type { Project, ResolvedConfiguration } from "../model";
import { show, type Path } from "../problems";
import { resolveChoice } from "../resolve";
import { list, type Evidence, type Finding } from "./finding";
import { domainRegion, regionOutsideAccount, unknownAccount } from "./references";
import type { StageView } from "./view";

/** Every pool-bound configuration of a project gets an account that one of its pools offers. */
export function projectAccountsAreResolved(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, project]) => {
    const configurations = configurationsOf(stage, project.profile);
    if (configurations === undefined) return [];
    const bound = configurations.filter(({ target }) => "pools" in target);
    const unresolved = bound.filter(
      ({ name }) => (project.environments[name]?.account ?? project.account) === undefined,
    );
    const reads = profileEvidence(project.profile);
    const missing: Finding[] = unresolved.slice(0, 1).map(({ name }) => {
      const got = `nothing for ${unresolved.length === bound.length ? "its pool-bound configurations" : show(name)}`;
      const allowed = "an account of the profile's pools: the service resolves none itself";
      const fix = 'add "account"';
      return {
        code: "PROJECT_ACCOUNT_MISSING",
        path: ["projects", key, "account"],
        got,
        allowed,
        fix,
        reads: [...reads, { path: ["projects", key, "environments"] }],
      };
    });
    return [...missing, ...choices(key, project, bound).flatMap((choice) => checkChoice(stage, choice, reads))];
  });
}

interface Choice {
  readonly path: Path;
  readonly account: NonNullable<Project["account"]>;
  /** The pool-bound configurations that it is for. */
  readonly configurations: readonly ResolvedConfiguration[];
}

function choices(key: string, { account, environments }: Project, bound: readonly ResolvedConfiguration[]): Choice[] {
  const own = Object.entries(environments).flatMap(([name, entry]) =>
    entry.account === undefined
      ? []
      : [
          {
            path: ["projects", key, "environments", name, "account"],
            account: entry.account,
            configurations: bound.filter((configuration) => configuration.name === name),
          },
        ],
  );
  if (account === undefined) return own;
  const rest = bound.filter(({ name }) => environments[name]?.account === undefined);
  return [{ path: ["projects", key, "account"], account, configurations: rest }, ...own];
}

function checkChoice(
  stage: StageView,
  { path, account: choice, configurations }: Choice,
  reads: readonly Evidence[],
): Finding[] {
  const unknown = unknownAccount(stage, [...path, "account"], choice.account);
  if (unknown.length > 0 || stage.domain === undefined) return unknown;
  if (configurations.length === 0) {
    const allowed = "an account only for configurations that are bound to pools";
    return [{ code: "PROJECT_ACCOUNT_UNUSED", path, got: show(choice), allowed, fix: "remove it", reads }];
  }
  const outside =
    choice.region === undefined ? [] : regionOutsideAccount(stage, [...path, "region"], choice.account, choice.region);
  if (outside.length > 0) return outside;
  const { region } = stage.domain;
  const refused = configurations.find(
    ({ target }) => "pools" in target && resolveChoice(choice, target.pools, stage.pools, region) === undefined,
  );
  if (refused === undefined || !("pools" in refused.target)) return [];
  const pools = refused.target.pools;
  const where = choice.region === undefined ? show(choice.account) : `${show(choice.account)} in ${choice.region}`;
  const got = `${where}, which no pool of ${show(refused.name)} offers`;
  const evidence = [
    ...reads,
    ...pools.map((pool) => ({ path: ["pools", pool] })),
    { path: ["accounts", choice.account, "regions"] },
    ...domainRegion(stage),
  ];
  return [
    {
      code: "PROJECT_ACCOUNT_NOT_IN_POOL",
      path,
      got,
      allowed: `accounts of ${list(pools)}`,
      fix: "choose another account, or add it to a pool",
      reads: evidence,
    },
  ];
}

/** Configurations of a profile; nothing where there is no such profile. */
export function configurationsOf(stage: StageView, profile: string): readonly ResolvedConfiguration[] | undefined {
  return Object.hasOwn(stage.configurations, profile) ? stage.configurations[profile] : undefined;
}

/** A whole profile as evidence. */
export function profileEvidence(profile: string): Evidence[] {
  return [{ path: ["profiles", profile] }];
}

/** Projects of a stage by key. */
export function projects({ environment }: StageView): [string, Project][] {
  return Object.entries(environment.projects);
}
