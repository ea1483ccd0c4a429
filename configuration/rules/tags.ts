import { NETWORK_TAG_KEYS, TAG_KEYS } from "../../contracts/names";
import { formatPath, show, type Path } from "../problems";
import { hostsProjects } from "../resolve";
import * as p from "../schema/primitives";
import type { Finding } from "./finding";
import type { StageView } from "./view";

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAGS_PER_RESOURCE = 50;
const RESERVED_TAG_PREFIXES = ["aws:", "smus:"];

/** Tags leave reserved prefixes alone. */
export function tagKeysAreFree(stage: StageView): Finding[] {
  return tagMaps(stage).flatMap(({ path, tags }) =>
    Object.keys(tags).flatMap((key): Finding[] => {
      const reserved = RESERVED_TAG_PREFIXES.find((prefix) => key.toLowerCase().startsWith(prefix));
      if (reserved === undefined) return [];
      const fix = reserved === "aws:" ? "rename it" : "remove it: stacks set these tags themselves";
      return [
        {
          code: "TAG_RESERVED",
          path: [...path, key],
          got: show(key),
          allowed: `a key that does not begin ${reserved}`,
          fix,
        },
      ];
    }),
  );
}

/** Tags of organization, stage and governance account that the domain gets too have the form that DataZone takes. */
export function domainTagsFitTheService({ environment, domain, ownsDomain }: StageView): Finding[] {
  const { governanceAccount: key, organization, accounts } = environment;
  if (!ownsDomain || domain?.defaultTags !== true || !Object.hasOwn(accounts, key)) return [];
  const { tags, costCenter = "" } = accounts[key];
  const places: [Path, string][] = [
    ...Object.entries(organization.tags).map(([tag, value]): [Path, string] => [["organization", "tags", tag], value]),
    ...Object.entries(environment.tags).map(([tag, value]): [Path, string] => [["tags", tag], value]),
    ...Object.entries(tags).map(([tag, value]): [Path, string] => [["accounts", key, "tags", tag], value]),
    [["accounts", key, "costCenter"], costCenter],
  ];
  return places.flatMap(([path, value]): Finding[] => {
    const fits = p.serviceTagKey.safeParse(path.at(-1)).success && p.serviceTagValue.safeParse(value).success;
    if (fits) return [];
    const got = `${show(path.at(-1))}: ${show(value)}`;
    const allowed = "letters a-z and A-Z, digits, spaces and _ . : / = + - @, because the domain gets the tag too";
    const fix = "write it in these letters, or set domain.defaultTags to false";
    return [{ code: "TAG_FORM", path, got, allowed, fix, reads: [{ path: ["domain", "defaultTags"] }] }];
  });
}

/** No resource gets more tags than AWS takes: those that are merged, those of stacks, and its own. */
export function tagsAreNotTooMany(stage: StageView): Finding[] {
  const { environment, accounts, domain, ownsDomain } = stage;
  const merged = (key: string): Record<string, unknown> => {
    const { tags, businessUnit, costCenter } = environment.accounts[key];
    const optional = [
      ...(businessUnit === undefined ? [] : [TAG_KEYS.businessUnit]),
      ...(costCenter === undefined ? [] : [TAG_KEYS.costCenter]),
    ];
    const own = [TAG_KEYS.stage, TAG_KEYS.account, TAG_KEYS.layer, TAG_KEYS.managedBy, ...optional];
    return { ...environment.organization.tags, ...environment.tags, ...named(own), ...tags };
  };
  const targets = [...accounts].map((key) => ({
    path: placeOf(["accounts", key, "tags"], environment.accounts[key].tags, stage),
    tags: { ...merged(key), ...named(createsNetwork(stage, key) ? Object.values(NETWORK_TAG_KEYS) : []) },
    what: createsNetwork(stage, key) ? "tags of the VPC and its subnets" : "tags of the account's resources",
  }));
  const { governanceAccount } = environment;
  if (ownsDomain && domain !== undefined && Object.hasOwn(environment.accounts, governanceAccount)) {
    const tags = { ...(domain.defaultTags ? merged(governanceAccount) : {}), ...domain.tags };
    targets.push({ path: placeOf(["domain", "tags"], domain.tags, stage), tags, what: "tags of the domain" });
  }
  const tooMany = targets.filter(({ tags }) => Object.keys(tags).length > TAGS_PER_RESOURCE);
  return tooMany.flatMap(({ path, tags, what }, index): Finding[] => {
    // What is wrong with the tags of the stage is wrong for each of its accounts, and said once.
    if (tooMany.findIndex((other) => formatPath(other.path) === formatPath(path)) < index) return [];
    const got = `${Object.keys(tags).length} ${what}, with those of organization, stage and stacks`;
    const reads = [{ path }, { path: ["tags"] }, { path: ["organization", "tags"] }];
    return [{ code: "TAG_COUNT", path, got, allowed: `at most ${TAGS_PER_RESOURCE}`, reads }];
  });
}

/** The most specific map that has tags at all. */
function placeOf(path: Path, own: object, { environment }: StageView): Path {
  if (Object.keys(own).length > 0) return path;
  return Object.keys(environment.tags).length > 0 ? ["tags"] : ["organization", "tags"];
}

function named(keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, ""]));
}

function createsNetwork({ environment, regions }: StageView, key: string): boolean {
  const hosts = hostsProjects(environment.accounts[key]);
  return hosts && Object.values(regions[key]).some(({ network }) => network.mode === "create");
}

function tagMaps({
  environment,
  accounts,
  domain,
  ownsDomain,
}: StageView): { path: Path; tags: Readonly<Record<string, unknown>> }[] {
  return [
    { path: ["organization", "tags"], tags: environment.organization.tags },
    { path: ["tags"], tags: environment.tags },
    ...(ownsDomain && domain !== undefined ? [{ path: ["domain", "tags"], tags: domain.tags }] : []),
    ...[...accounts].map((key) => ({ path: ["accounts", key, "tags"], tags: environment.accounts[key].tags })),
    ...(["hosts", "connections"] as const).flatMap((section) =>
      Object.entries<{ readonly tags: Readonly<Record<string, string>> }>(environment.git[section]).map(
        ([key, { tags }]) => ({ path: ["git", section, key, "tags"], tags }),
      ),
    ),
    ...Object.entries(environment.profiles).map(([key, { resourceTags }]) => ({
      path: ["profiles", key, "resourceTags"],
      tags: resourceTags,
    })),
    ...Object.entries(environment.projects).map(([key, { resourceTags }]) => ({
      path: ["projects", key, "resourceTags"],
      tags: resourceTags,
    })),
  ];
}
