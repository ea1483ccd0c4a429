import { MODEL_GOVERNANCE } from "../../contracts/service/model-governance";
import { isTooling } from "../../contracts/service/tooling";
import type { Profile } from "../model";
import { nearest, show, type Path } from "../problems";
import { TEMPLATES } from "../templates";
import { list, repeated, type Finding } from "./finding";
import type { StageView } from "./view";

/** Path at which a configuration of a profile is described: its own, or that of the template's name. */
export function configurationPath(profileKey: string, profile: Profile, name: string): Path {
  const place = Object.hasOwn(profile.configurations, name) ? ["configurations", name] : ["template"];
  return ["profiles", profileKey, ...place];
}

/** Values that say which blueprints a profile deploys. Errors in other parts of a configuration do not matter. */
export function blueprintEvidence(
  key: string,
  { configurations }: Profile,
): Required<Pick<Finding, "reads" | "among">> {
  const at = ["profiles", key];
  const named = Object.keys(configurations).map((name) => ({ path: [...at, "configurations", name, "blueprint"] }));
  return {
    reads: [{ path: [...at, "template"] }, { path: [...at, "without"] }, ...named],
    among: [{ path: [...at, "configurations"] }],
  };
}

/** A profile deploys Tooling (or ToolingLite) once, with the project, before everything else. */
export function toolingIsFirst(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, profile]): Finding[] => {
    if (profile.template === MODEL_GOVERNANCE.template) return [];
    const toolings = stage.configurations[key].filter(({ blueprint }) => isTooling(blueprint));
    const evidence = blueprintEvidence(key, profile);
    if (toolings.length === 0) {
      const at = { path: ["profiles", key, "configurations"], got: "no Tooling", ...evidence };
      return [{ ...at, code: "TOOLING_MISSING", allowed: 'one configuration of blueprint "Tooling" or "ToolingLite"' }];
    }
    const repetitions = toolings.slice(1).map(({ name, blueprint }): Finding => {
      const got = `${show(blueprint)} beside ${show(toolings[0].name)}`;
      return {
        code: "TOOLING_DUPLICATE",
        path: configurationPath(key, profile, name),
        got,
        allowed: "one of Tooling and ToolingLite, once",
        ...evidence,
      };
    });
    const misplaced = toolings.flatMap(({ name, deploymentMode, deploymentOrder }): Finding[] => {
      if (deploymentMode === "ON_CREATE" && deploymentOrder === 0) return [];
      const got = [deploymentMode, deploymentOrder].filter((part) => part !== undefined).join(", order ");
      return [
        {
          code: "TOOLING_ORDER",
          path: configurationPath(key, profile, name),
          got,
          allowed: "ON_CREATE, order 0",
          reads: [{ path: ["profiles", key, "configurations", name] }, { path: ["profiles", key, "template"] }],
        },
      ];
    });
    return [...repetitions, ...misplaced];
  });
}

/** Environments that are deployed with the project come after Tooling; those on demand have no order. */
export function deploymentOrdersFit(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, profile]) =>
    stage.configurations[key].flatMap(({ name, blueprint, deploymentMode, deploymentOrder }): Finding[] => {
      if (isTooling(blueprint)) return [];
      const given = Object.hasOwn(profile.configurations, name)
        ? profile.configurations[name].deploymentOrder
        : undefined;
      const path = [...configurationPath(key, profile, name), "deploymentOrder"];
      const reads = [{ path: ["profiles", key, "configurations", name] }];
      if (deploymentMode === "ON_DEMAND" && given !== undefined) {
        return [
          {
            code: "DEPLOYMENT_ORDER",
            path,
            got: `${given} with ON_DEMAND`,
            allowed: "nothing",
            fix: "remove it, or deploy ON_CREATE",
            reads,
          },
        ];
      }
      if (deploymentMode !== "ON_CREATE" || deploymentOrder !== 0) return [];
      return [
        {
          code: "DEPLOYMENT_ORDER",
          path,
          got: "0",
          allowed: "1 to 16: Tooling alone has 0",
          fix: "use 1 or more",
          reads,
        },
      ];
    }),
  );
}

/** Names of configurations differ by more than case. */
export function configurationNamesDiffer(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, profile]) =>
    repeated(stage.configurations[key], ({ name }) => name.toLowerCase()).map(({ first, again }): Finding => {
      const got = `${show(again.name)} beside ${show(first.name)}`;
      const allowed = "names that differ, not only in case";
      return { code: "CONFIGURATION_DUPLICATE", path: configurationPath(key, profile, again.name), got, allowed };
    }),
  );
}

/** A configuration that the template does not bring says its blueprint. */
export function addedConfigurationsNameABlueprint(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, profile]) => {
    const names = templateNames(profile);
    return Object.entries(profile.configurations).flatMap(([name, { blueprint }]): Finding[] => {
      if (blueprint !== undefined || names.includes(name)) return [];
      const path = ["profiles", key, "configurations", name, "blueprint"];
      const hint = nearest(name, names);
      const allowed =
        names.length === 0
          ? "a blueprint"
          : `a blueprint, or as the configuration's name one of the template's: ${list(names)}`;
      const fix =
        hint === undefined ? 'add "blueprint"' : `add "blueprint", or name it ${show(hint)} to override the template's`;
      return [
        {
          code: "CONFIGURATION_BLUEPRINT_MISSING",
          path,
          got: "nothing",
          allowed,
          fix,
          reads: [{ path: ["profiles", key, "template"] }],
        },
      ];
    });
  });
}

/** Configurations that are left out are in the template, and not overridden at the same time. */
export function leftOutConfigurationsExist(stage: StageView): Finding[] {
  return profiles(stage).flatMap(([key, profile]) => {
    const names = templateNames(profile);
    const reads = [{ path: ["profiles", key, "template"] }];
    return profile.without.flatMap((name, index): Finding[] => {
      const path = ["profiles", key, "without", index];
      if (!names.includes(name)) {
        const hint = nearest(name, names);
        const allowed =
          profile.template === undefined ? "nothing: the profile has no template" : `one of ${list(names)}`;
        const fix = hint === undefined ? "remove it" : `did you mean ${show(hint)}?`;
        return [{ code: "CONFIGURATION_UNKNOWN", path, got: show(name), allowed, fix, reads }];
      }
      const overridden =
        Object.hasOwn(profile.configurations, name) && profile.configurations[name].blueprint === undefined;
      if (!overridden) return [];
      const got = `${show(name)}, which configurations overrides`;
      return [{ code: "CONFIGURATION_CONTRADICTION", path, got, allowed: "what is not overridden", reads }];
    });
  });
}

function templateNames({ template }: Profile): string[] {
  return template === undefined ? [] : Object.keys(TEMPLATES[template]);
}

function profiles({ environment }: StageView): [string, Profile][] {
  return Object.entries(environment.profiles);
}
