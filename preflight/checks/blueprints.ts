import type { EnvironmentConfiguration, PolicyGrantMember } from "@aws-sdk/client-datazone";
import { BLUEPRINT_NAMES, BLUEPRINTS, type BlueprintName } from "../../contracts/service/blueprints";
import type { Check } from "../check";
import { firstProject, type Place } from "../finding";
import { hostingAccounts, placeOf, type Landscape, type SeenAccount } from "../landscape";
import { liveConfigurations, type LiveConfiguration } from "../live-configurations";
import { liveUnitId, reachesUnit, type LiveDomain } from "../live-domain";
import { grantsOn, liveProfiles } from "../live-profiles";
import type { Notebook } from "../notebook";

/** Check that what accounts have enabled can deploy environments, and that projects may use it. */
export const blueprints: Check = {
  name: "blueprints",
  asks: "Are the blueprints that profiles deploy enabled, is every configuration complete, and may projects use it?",
  after: "domain",
  async run(landscape, notes) {
    const { stage, domain } = landscape;
    if (domain === undefined) return;
    const { region } = stage.domain;
    const targets = await staticTargets(landscape, domain, notes);
    await notes.lookingAtEach(
      hostingAccounts(landscape),
      (seen) => placeOf(seen),
      async (seen, place) => {
        const live = await liveConfigurations(seen, region, domain);
        if (live === undefined) return notes.waits(`the association of ${seen.account.key}`);
        for (const configuration of live) {
          incomplete(configuration, seen, place, notes);
          await notes.looking(place, () => ungranted(configuration, { landscape, domain, seen }, place, notes));
        }
        for (const target of targets.filter(({ account }) => account === seen.account.id))
          notEnabled(target, live, place, notes);
      },
    );
  },
};

const isManaged = (name: string): name is BlueprintName => BLUEPRINT_NAMES.some((known) => known === name);

/** Reports members that a Put goes without and no deployment does (field evidence, section 1, rows 3 and 4). */
function incomplete(live: LiveConfiguration, { account }: SeenAccount, place: Place, notes: Notebook): void {
  const { blueprint, configuration } = live;
  if (!isManaged(blueprint)) return;
  const needs = BLUEPRINTS[blueprint];
  const found = (what: string, row: number, region?: string): void =>
    notes.found(region === undefined ? place : { ...place, region }, {
      code: "BLUEPRINT_INCOMPLETE",
      what: `the configuration of ${blueprint} has no ${what}: neither deployment nor deletion of a project will work`,
      cure:
        account.blueprints[blueprint]?.exactly === undefined
          ? "apply the account's association, which writes it"
          : `add it to accounts.${account.key}.blueprints.${blueprint}.exactly, and apply`,
      source: firstProject(row),
    });
  if (!configuration.manageAccessRoleArn) found("manage-access role", 3);
  if (needs.usesProvisioningRole && !configuration.provisioningRoleArn) found("provisioning role", 3);
  for (const region of configuration.enabledRegions ?? []) {
    const parameters = configuration.regionalParameters?.[region] ?? {};
    const settings = Object.hasOwn(account.regions, region) ? account.regions[region] : undefined;
    const networked = settings !== undefined && settings.network.mode !== "none";
    const wanted = needs.regionalParameters.filter((name) => name === "S3Location" || networked);
    const keyed = blueprint === "Tooling" && settings !== undefined && settings.dataKey.type !== "awsOwned";
    const missing = [...wanted, ...(keyed ? ["KmsKeyArn"] : [])].filter((name) => !parameters[name]);
    if (missing.length > 0) found(`regional parameter ${missing.join(", ")}`, 4, region);
  }
}

interface Where {
  readonly landscape: Landscape;
  readonly domain: LiveDomain;
  readonly seen: SeenAccount;
}

async function ungranted(
  { blueprint, blueprintId }: LiveConfiguration,
  { landscape: { stage }, domain, seen }: Where,
  place: Place,
  notes: Notebook,
): Promise<void> {
  const { account } = seen;
  const configured = isManaged(blueprint) ? account.blueprints[blueprint] : undefined;
  // An empty list is somebody's decision, and what is not ours is not known to be used.
  if (configured === undefined || configured.grantTo.length === 0) return;
  const grants = await grantsOn(seen, stage.domain.region, domain, [
    "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
    `${account.id}:${blueprintId}`,
    "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
  ]);
  const missing = configured.grantTo.filter(({ unit }) => {
    const unitId = liveUnitId(stage, domain, unit);
    // A unit that is not there yet comes with an apply of the domain.
    return unitId !== undefined && !grants.some((grant) => letsIn(grant, domain, unitId));
  });
  if (missing.length === 0) return;
  const units = missing.map(({ unit }) => `"${unit}"`).join(", ");
  notes.found(place, {
    code: "BLUEPRINT_GRANT_MISSING",
    what: `no project of unit ${units} may create environments from ${blueprint}: no CREATE_ENVIRONMENT_FROM_BLUEPRINT grant on ${account.id}:${blueprintId} reaches it`,
    cure: "apply the account's association, which grants it",
    source: firstProject(2),
  });
}

function letsIn({ principal }: PolicyGrantMember, domain: LiveDomain, unitId: string): boolean {
  const filter = principal?.project?.projectGrantFilter?.domainUnitFilter;
  if (filter?.domainUnit === undefined) return false;
  const granted = { unitId: filter.domainUnit, includeChildren: filter.includeChildDomainUnits === true };
  return reachesUnit(domain, granted, unitId);
}

/** Account, Region and blueprint that a live profile deploys to, whoever uses it. */
interface StaticTarget {
  readonly profile: string;
  readonly configuration: string;
  readonly blueprintId: string;
  readonly account: string;
  readonly region: string;
}

async function staticTargets(
  { stage, governance }: Landscape,
  domain: LiveDomain,
  notes: Notebook,
): Promise<StaticTarget[]> {
  const targets: StaticTarget[] = [];
  if (governance === undefined) return targets;
  await notes.looking(placeOf(governance, stage.domain.region), async () => {
    for (const { name: profile, configurations } of await liveProfiles(stage, governance, domain))
      for (const configuration of configurations) targets.push(...targetOf(profile, configuration));
  });
  return targets;
}

function targetOf(profile: string, configuration: EnvironmentConfiguration): StaticTarget[] {
  const { name = "", environmentBlueprintId: blueprintId = "", awsAccount, awsRegion } = configuration;
  const account = awsAccount !== undefined && "awsAccountId" in awsAccount ? awsAccount.awsAccountId : undefined;
  const region = awsRegion !== undefined && "regionName" in awsRegion ? awsRegion.regionName : undefined;
  if (account === undefined || region === undefined) return [];
  return [{ profile, configuration: name, blueprintId, account, region }];
}

function notEnabled(
  { profile, configuration, blueprintId, region }: StaticTarget,
  live: readonly LiveConfiguration[],
  place: Place,
  notes: Notebook,
): void {
  const enabled = live.find((each) => each.blueprintId === blueprintId)?.configuration.enabledRegions ?? [];
  if (enabled.includes(region)) return;
  notes.found(
    { ...place, region },
    {
      code: "BLUEPRINT_NOT_ENABLED",
      what: `profile "${profile}" deploys its configuration "${configuration}" here, and the account has not enabled the blueprint (${blueprintId}) in the Region`,
      cure: "enable it in the account's blueprints and apply the account's association",
      source: firstProject(2),
    },
  );
}
