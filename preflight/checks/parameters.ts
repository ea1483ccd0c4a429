import type { BlueprintName } from "../../contracts/service/blueprints";
import type { ResolvedConfiguration } from "../../configuration/model";
import { UnreadTemplateError, type BlueprintTemplate } from "../blueprint-templates";
import type { Check } from "../check";
import { firstProject, type Place } from "../finding";
import { placeOf, type Landscape, type SeenAccount } from "../landscape";
import type { LiveDomain } from "../live-domain";
import { liveProfiles } from "../live-profiles";
import type { Notebook } from "../notebook";

/** Parameters that a profile's configuration gives to a blueprint, or a project to it. */
interface Given {
  /** Profile or project that gives them, for people. */
  readonly who: string;
  readonly blueprintId: string;
  readonly blueprint: string;
  /** Values by name; undefined where a parameter is declared without one. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** All parameters are given here: what is missing is missing. */
  readonly whole: boolean;
  readonly live: boolean;
  /** The profile is not of the stage. @default false */
  readonly foreign?: true;
}

/** Check that values of parameters are what the blueprints' own templates take. */
export const parameters: Check = {
  name: "parameters",
  asks: "Are the values of profiles and projects what the blueprints' templates take, and is everything declared that has no default?",
  after: "domain",
  async run(landscape, notes) {
    const { stage, governance, domain } = landscape;
    if (governance === undefined || domain === undefined) return;
    const place = placeOf(governance, stage.domain.region);
    const given = configured(landscape, domain);
    await notes.looking(place, async () => void given.push(...(await live(landscape, governance, domain))));
    const reported = new Set<string>();
    await notes.lookingAtEach(
      given,
      () => place,
      async (each) => {
        const template = await templateOf(each, landscape, { governance, domain }, place, notes);
        if (template !== undefined) compare(each, template, reported, place, notes);
      },
    );
  },
};

interface Source {
  readonly governance: SeenAccount;
  readonly domain: LiveDomain;
}

/** The live template; where it cannot be read, what this version knows of it. */
async function templateOf(
  { blueprint, blueprintId }: Given,
  { stage, templates }: Landscape,
  { governance, domain }: Source,
  place: Place,
  notes: Notebook,
): Promise<BlueprintTemplate | undefined> {
  try {
    return await templates.live({ id: domain.id, region: stage.domain.region }, blueprintId, governance.reads);
  } catch (error) {
    if (!(error instanceof UnreadTemplateError)) throw error;
    const what = `could not look: ${blueprint}: ${error.message}; compared with what this version knows of it`;
    if (!notes.findings.some((finding) => finding.what === what))
      notes.found(place, {
        code: "LOOK_REFUSED",
        what,
        cure: "let this machine reach the address, or ignore it",
        source: firstProject(6),
      });
    return templates.known(blueprint as BlueprintName);
  }
}

function compare(
  { who, blueprint, values, whole, live: isLive, foreign }: Given,
  { parameters: known, from }: BlueprintTemplate,
  reported: Set<string>,
  place: Place,
  notes: Notebook,
): void {
  const state = isLive ? " (live)" : "";
  for (const [name, value] of values) {
    const allowed = known.get(name)?.allowed;
    if (value === undefined || allowed === undefined || allowed.includes(value)) continue;
    if (!once(reported, `${who} ${name} ${value}`)) continue;
    notes.found(place, {
      code: "PARAMETER_REFUSED",
      what: `${who}${state}: ${name} of ${blueprint} is "${value}"; the template takes ${allowed.map((each) => `"${each}"`).join(", ")}`,
      cure:
        foreign === true
          ? "correct the value where the profile was made: the stage does not have it"
          : "correct the value in the configuration and apply; a project that failed with it is then deployed again",
      source: firstProject(6),
    });
  }
  if (!whole) return;
  for (const [name, { required }] of known) {
    if (!required || SERVICES_OWN.includes(name) || (values.get(name) ?? "") !== "") continue;
    if (!once(reported, `${who} ${name}`)) continue;
    notes.found(place, {
      code: "PARAMETER_MISSING",
      what: `${who}${state} does not declare ${name}, for which ${from === "live" ? "the template of" : ""} ${blueprint} has no default: every update of the profile is refused`.replace(
        / {2,}/g,
        " ",
      ),
      cure: `declare ${name} ${foreign === true ? "where the profile was made (the stage does not have it)" : "in the profile's configuration"}, for example { value: "replace-me", editable: true }`,
      source: firstProject(7),
    });
  }
}

/** Parameters that blueprint configurations give, not profiles. */
const SERVICES_OWN = ["AZs", "KmsKeyArn", "PermissionsBoundaryArn", "S3Location", "Subnets", "VpcId"];

function once(reported: Set<string>, what: string): boolean {
  if (reported.has(what)) return false;
  reported.add(what);
  return true;
}

/** Values that the configuration gives with the next apply. */
function configured({ stage }: Landscape, domain: LiveDomain): Given[] {
  const ids = new Map([...domain.blueprints].map(([id, name]) => [name, id]));
  const of = ({ blueprint }: ResolvedConfiguration) => ({ blueprint, blueprintId: ids.get(blueprint) });
  const profiles = Object.values(stage.profiles).flatMap(({ name: profile, configurations }) =>
    configurations
      .filter(({ ssmPath }) => ssmPath === undefined)
      .map((configuration) => ({
        ...of(configuration),
        who: whoIs(profile, configuration.name),
        values: new Map(configuration.parameters.map(({ name, value }) => [name, value])),
        whole: true,
        live: false,
      })),
  );
  const projects = Object.values(stage.projects).flatMap(({ name: project, profile, environments }) =>
    environments.flatMap(({ configuration: name, parameters: values }) => {
      const configuration = stage.profiles[profile].configurations.find((each) => each.name === name);
      if (configuration === undefined) return [];
      const who = `project "${project}", environment "${name}"`;
      return [{ ...of(configuration), who, values: new Map(Object.entries(values)), whole: false, live: false }];
    }),
  );
  return [...profiles, ...projects].flatMap((each) =>
    each.blueprintId === undefined ? [] : [{ ...each, blueprintId: each.blueprintId }],
  );
}

async function live({ stage }: Landscape, governance: SeenAccount, domain: LiveDomain): Promise<Given[]> {
  const profiles = await liveProfiles(stage, governance, domain);
  return profiles.flatMap(({ key, name: profile, configurations }) =>
    configurations
      .filter(({ configurationParameters }) => configurationParameters?.ssmPath === undefined)
      .map(({ name = "", environmentBlueprintId: blueprintId = "", configurationParameters }) => ({
        who: whoIs(profile, name),
        blueprintId,
        blueprint: domain.blueprints.get(blueprintId) ?? blueprintId,
        values: new Map(
          (configurationParameters?.parameterOverrides ?? []).map((override) => [override.name ?? "", override.value]),
        ),
        whole: true,
        live: true,
        ...(key === undefined ? { foreign: true as const } : {}),
      })),
  );
}

function whoIs(profile: string, configuration: string): string {
  return `profile "${profile}", configuration "${configuration}"`;
}
