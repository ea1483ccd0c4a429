import { TAG_KEYS } from "../../contracts/names";
import { show, type Path } from "../problems";
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
