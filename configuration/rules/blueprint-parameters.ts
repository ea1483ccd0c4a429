import {
  blueprintParameter,
  misspeltParameter,
  requiredParameters,
  switchWord,
} from "../../contracts/service/blueprint-parameters";
import { nearest, show } from "../problems";
import { blueprintEvidence, configurationPath } from "./configurations";
import { list, type Finding } from "./finding";
import { configurationsOf, profileEvidence, projects } from "./project-accounts";
import type { StageView } from "./view";

/** Values of parameters are among those that the blueprint's template takes; the service says so when it deploys, not before. */
export function parameterValuesAreAllowed(stage: StageView): Finding[] {
  return [...ofProfiles(stage), ...ofProjects(stage)];
}

function ofProfiles({ environment, configurations }: StageView): Finding[] {
  return Object.entries(environment.profiles).flatMap(([key, profile]) =>
    configurations[key].flatMap(({ name, blueprint, parameters }) =>
      parameters.flatMap((parameter): Finding[] => {
        const { allowed } = blueprintParameter(blueprint, parameter.name);
        const own = Object.hasOwn(profile.configurations, name)
          ? profile.configurations[name].parameters[parameter.name]
          : undefined;
        const at = [...configurationPath(key, profile, name), "parameters", parameter.name];
        const path = typeof own === "object" ? [...at, "value"] : at;
        return refused(parameter.value, allowed, { path, reads: blueprintEvidence(key, profile).reads });
      }),
    ),
  );
}

function ofProjects(stage: StageView): Finding[] {
  return givenByProjects(stage).flatMap(({ blueprint, parameter, value, at }): Finding[] => {
    const { allowed, required } = blueprintParameter(blueprint, parameter);
    if (required !== true || value !== "") return refused(value, allowed, at);
    return [
      { ...at, code: "PARAMETER_VALUE", got: show(value), allowed: `a value: ${blueprint} has no default for it` },
    ];
  });
}

/** Parameters that projects set for environments of their profile. */
function givenByProjects(stage: StageView) {
  return projects(stage).flatMap(([key, { profile, environments }]) =>
    Object.entries(environments).flatMap(([name, { parameters }]) => {
      const configuration = configurationsOf(stage, profile)?.find((candidate) => candidate.name === name);
      if (configuration === undefined) return [];
      const { blueprint } = configuration;
      return Object.entries(parameters).map(([parameter, value]) => {
        const path = ["projects", key, "environments", name, "parameters", parameter];
        return { blueprint, parameter, value, at: { path, reads: profileEvidence(profile) } };
      });
    }),
  );
}

/** Parameters are written as the blueprint's template does, upper and lower case too: the service refuses others. */
export function parameterNamesAreKnown(stage: StageView): Finding[] {
  const { environment, configurations } = stage;
  const ofProfile = Object.entries(environment.profiles).flatMap(([key, profile]) =>
    configurations[key].flatMap(({ name, blueprint, parameters }) =>
      parameters.map(({ name: parameter }) => {
        const path = [...configurationPath(key, profile, name), "parameters", parameter];
        return { blueprint, parameter, at: { path, reads: blueprintEvidence(key, profile).reads } };
      }),
    ),
  );
  return [...ofProfile, ...givenByProjects(stage)].flatMap(({ blueprint, parameter, at }): Finding[] => {
    const meant = misspeltParameter(blueprint, parameter);
    if (meant === undefined) return [];
    const fix = `did you mean ${show(meant)}?`;
    return [{ ...at, code: "PARAMETER_NAME", got: show(parameter), allowed: show(meant), fix }];
  });
}

function refused(
  value: string | undefined,
  allowed: readonly string[] | undefined,
  at: Pick<Finding, "path" | "reads">,
): Finding[] {
  if (value === undefined || allowed === undefined || allowed.includes(value)) return [];
  const hint =
    switchWord(allowed, value) ?? nearest(value.toLowerCase(), allowed) ?? nearest(value.toUpperCase(), allowed);
  const fix = hint === undefined ? `use ${allowed.map(show).join(" or ")}` : `did you mean ${show(hint)}?`;
  return [{ ...at, code: "PARAMETER_VALUE", got: show(value), allowed: `one of ${list(allowed)}`, fix }];
}

/**
 * Parameters without a default have a value in every profile, on demand too: the service creates a profile without them, and
 * then refuses every update of it. Values at an SSM path are the service's to read.
 */
export function requiredParametersAreDeclared({ environment, configurations }: StageView): Finding[] {
  return Object.entries(environment.profiles).flatMap(([key, profile]) =>
    configurations[key]
      .filter(({ ssmPath }) => ssmPath === undefined)
      .flatMap(({ name, blueprint, parameters }) =>
        requiredParameters(blueprint).flatMap((required): Finding[] => {
          const value = parameters.find((parameter) => parameter.name === required)?.value;
          // One that is only misspelt has its own finding.
          const misspelt = parameters.some((parameter) => misspeltParameter(blueprint, parameter.name) === required);
          if (misspelt || (value !== undefined && value !== "")) return [];
          return [
            {
              code: "PROFILE_PARAMETER_MISSING",
              path: [...configurationPath(key, profile, name), "parameters", required],
              got: value === undefined ? "nothing" : show(value),
              allowed: `a value: ${blueprint} has no default for it`,
              fix: `add ${show(required)}, for example { value: "replace-me", editable: true }`,
              ...blueprintEvidence(key, profile),
            },
          ];
        }),
      ),
  );
}
