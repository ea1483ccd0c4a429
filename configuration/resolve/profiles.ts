import { inServiceOrder, usualOrder } from "../../contracts/service/configuration-order";
import { isTooling } from "../../contracts/service/tooling";
import type { Profile, ResolvedConfiguration, ResolvedProfile, ResolvedTarget } from "../model";
import { resolveProfileGit, withGitParameters } from "./git";
import { TEMPLATES, type TemplateConfiguration } from "../templates";

type ConfigurationInput = Profile["configurations"][string];

/** A configuration that says itself what it is: additions without a blueprint are the rules' business. */
type NamedConfiguration = [name: string, configuration: ConfigurationInput, base: TemplateConfiguration | undefined];

/**
 * The environment configurations of a profile in service order: Tooling, other `ON_CREATE` by order and name,
 * `ON_DEMAND` by name. The service regroups them by deployment order, so this order comes back as it was sent.
 *
 * Configurations without a blueprint are left out: the rules report them.
 */
export function resolveConfigurations(profile: Profile, domainRegion: string): ResolvedConfiguration[] {
  return inServiceOrder(
    namedConfigurations(profile)
      .map((named) => resolveConfiguration(named, profile, domainRegion))
      .filter((configuration) => configuration !== undefined)
      .map((configuration) => withGitParameters(configuration, profile.git)),
  );
}

/** A profile with its configurations resolved. */
export function resolveProfile(key: string, profile: Profile, domainRegion: string): ResolvedProfile {
  const {
    configurations: _configurations,
    template: _template,
    without: _without,
    target: _target,
    git: used,
    ...rest
  } = profile;
  const git = resolveProfileGit(used);
  return {
    ...rest,
    ...(git === undefined ? {} : { git }),
    key,
    configurations: resolveConfigurations(profile, domainRegion),
  };
}

function namedConfigurations(profile: Profile): NamedConfiguration[] {
  const template = profile.template === undefined ? {} : TEMPLATES[profile.template];
  const untouched: ConfigurationInput = { parameters: {} };
  const inherited = Object.entries(template)
    .filter(([name]) => !profile.without.includes(name))
    .map(([name, base]): NamedConfiguration => [name, profile.configurations[name] ?? untouched, base]);
  const added = Object.entries(profile.configurations)
    .filter(([name]) => !Object.hasOwn(template, name))
    .map(([name, configuration]): NamedConfiguration => [name, configuration, undefined]);
  return [...inherited, ...added];
}

function resolveConfiguration(
  [name, configuration, template]: NamedConfiguration,
  profile: Profile,
  domainRegion: string,
): ResolvedConfiguration | undefined {
  const blueprint = configuration.blueprint ?? template?.blueprint;
  if (blueprint === undefined) return undefined;
  // Another blueprint has other parameters, another place in the order and another description.
  const base = template?.blueprint === blueprint ? template : undefined;
  const deploymentMode =
    configuration.deploymentMode ?? base?.deploymentMode ?? (isTooling(blueprint) ? "ON_CREATE" : "ON_DEMAND");
  const order = configuration.deploymentOrder ?? base?.deploymentOrder ?? usualOrder(blueprint);
  const description = configuration.description ?? base?.description;
  return {
    name,
    blueprint,
    ...(description === undefined ? {} : { description }),
    deploymentMode,
    ...(deploymentMode === "ON_CREATE" ? { deploymentOrder: order } : {}),
    target: resolveTarget(configuration.target ?? profile.target, domainRegion),
    ...(configuration.ssmPath === undefined ? {} : { ssmPath: configuration.ssmPath }),
    parameters: resolveParameters(configuration, base),
  };
}

/** Place of a configuration that has none, which the rules report: it reaches nothing that is known. */
const NOWHERE: ResolvedTarget = { accountIdPath: "", regionPath: "" };

/** Fills in the Region of a fixed account. */
export function resolveTarget(target: Profile["target"], domainRegion: string): ResolvedTarget {
  if (target === undefined) return NOWHERE;
  return "account" in target ? { account: target.account, region: target.region ?? domainRegion } : target;
}

function resolveParameters(
  configuration: ConfigurationInput,
  base: TemplateConfiguration | undefined,
): ResolvedConfiguration["parameters"] {
  const merged = new Map<string, { value?: string; editable: boolean }>(Object.entries(base?.parameters ?? {}));
  for (const [name, override] of Object.entries(configuration.parameters)) {
    if (typeof override === "string") {
      merged.set(name, { value: override, editable: false });
      continue;
    }
    const value = override.value ?? merged.get(name)?.value;
    merged.set(name, { ...(value === undefined ? {} : { value }), editable: override.editable });
  }
  return [...merged].map(([name, parameter]) => ({ name, ...parameter })).sort((a, b) => compare(a.name, b.name));
}

/** By code unit, not by locale: the order must not depend on who runs the program. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
