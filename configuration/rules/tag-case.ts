import { show, type Path } from "../problems";
import type { Finding } from "./finding";
import type { StageView } from "./view";

/** A map of tags and its place. */
interface PlacedTags {
  readonly path: Path;
  readonly tags: Readonly<Record<string, unknown>>;
}

/**
 * Keys of the tags that one resource gets differ by more than case. They come from several maps, and IAM refuses a role with
 * `Owner` and `owner` as "Duplicate tag keys found". DataZone itself tells cases apart, so tags of the domain alone may.
 */
export function tagKeysDiffer(stage: StageView): Finding[] {
  const { environment, accounts, domain, ownsDomain } = stage;
  const common: PlacedTags[] = [
    { path: ["organization", "tags"], tags: environment.organization.tags },
    { path: ["tags"], tags: environment.tags },
  ];
  const ofAccount = (key: string): PlacedTags => ({
    path: ["accounts", key, "tags"],
    tags: environment.accounts[key].tags,
  });
  const { governanceAccount } = environment;
  const ofDomain =
    ownsDomain && domain !== undefined
      ? clashes(
          { path: ["domain", "tags"], tags: domain.tags },
          domain.defaultTags && Object.hasOwn(environment.accounts, governanceAccount)
            ? [...common, ofAccount(governanceAccount)]
            : [],
        ).filter(({ reads = [] }) => reads.some(({ path }) => path[0] !== "domain"))
      : [];
  return [
    ...clashes(common[0], []),
    ...clashes(common[1], [common[0]]),
    ...[...accounts].flatMap((key) => clashes(ofAccount(key), common)),
    ...ofDomain,
    ...resourceTags(stage),
  ];
}

/** Tags that projects put on their resources: those of the profile, and those of the project. */
function resourceTags({ environment }: StageView): Finding[] {
  const { profiles, projects } = environment;
  const ofProfile = (key: string): PlacedTags[] =>
    Object.hasOwn(profiles, key) ? [{ path: ["profiles", key, "resourceTags"], tags: profiles[key].resourceTags }] : [];
  return [
    ...Object.keys(profiles).flatMap((key) => ofProfile(key).flatMap((own) => clashes(own, []))),
    ...Object.entries(projects).flatMap(([key, { profile, resourceTags: tags }]) =>
      clashes({ path: ["projects", key, "resourceTags"], tags }, ofProfile(profile)),
    ),
  ];
}

/** Keys of a map that differ in case only from others of it, or of the maps that it is merged over. */
function clashes(own: PlacedTags, others: readonly PlacedTags[]): Finding[] {
  const seen = new Map<string, { readonly key: string; readonly path: Path }>();
  for (const { path, tags } of others) for (const key of Object.keys(tags)) seen.set(key.toLowerCase(), { key, path });
  return Object.keys(own.tags).flatMap((key): Finding[] => {
    const first = seen.get(key.toLowerCase());
    if (first === undefined) seen.set(key.toLowerCase(), { key, path: own.path });
    if (first === undefined || first.key === key) return [];
    const got = `${show(key)}, beside ${show(first.key)} of ${first.path.join(".")}`;
    const allowed = "keys that differ by more than case, among all tags that a resource gets";
    return [
      {
        code: "TAG_DUPLICATE",
        path: [...own.path, key],
        got,
        allowed,
        fix: `write ${show(first.key)} in both places`,
        reads: [{ path: first.path }],
      },
    ];
  });
}
