import { TAG_KEYS } from "../../contracts/names";
import { show, type Path } from "../problems";
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

/** No resource gets more tags than AWS takes. */
export function tagsAreNotTooMany({ environment, accounts, domain, ownsDomain }: StageView): Finding[] {
  const common = {
    ...environment.organization.tags,
    ...environment.tags,
    ...Object.fromEntries(Object.values(TAG_KEYS).map((key) => [key, ""])),
  };
  const targets = [...accounts].map((key) => ({
    path: ["accounts", key, "tags"],
    tags: environment.accounts[key].tags,
  }));
  if (ownsDomain && domain !== undefined) targets.push({ path: ["domain", "tags"], tags: domain.tags });
  return targets.flatMap(({ path, tags }): Finding[] => {
    const { length } = Object.keys({ ...common, ...tags });
    if (length <= TAGS_PER_RESOURCE) return [];
    const got = `${length} tags with those of organization, stage and stacks`;
    const reads = [{ path }, { path: ["tags"] }, { path: ["organization", "tags"] }];
    return [{ code: "TAG_COUNT", path, got, allowed: `at most ${TAGS_PER_RESOURCE}`, reads }];
  });
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
